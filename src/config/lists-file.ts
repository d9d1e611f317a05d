import { z } from "zod";
import { defaultSurge } from "../upstream/surge-guard.js";
import { type ListSource, standardCron, standardPath } from "./list-source.js";
import { cronSetting, timeZoneSetting } from "./schedule-settings.js";
import { UsageError } from "./usage-error.js";

const mostLists = 200;
const mostPaths = 50;

const listId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "is 1 to 32 small letters, digits and dashes, such as quantization");

/** One of its lists. */
export const listEntry = z.strictObject({
  id: listId.meta({
    description: "What `list:` asks for. What is known of the list is kept under it, so never change it.",
  }),
  name: z.string().trim().min(1, "is empty").max(100, "is longer than 100 characters").optional().meta({
    description: "What the list is called in answers. Default: its first heading.",
  }),
  url: z.string().trim().min(1, "is empty").meta({
    description: "The git repository of the list, https or ssh.",
  }),
  branch: z.string().trim().min(1, "is empty").optional().meta({
    description: "The branch to watch. Default: the repository's default branch.",
  }),
  paths: z
    .array(z.string().trim().min(1, "is empty"))
    .min(1, "names no file")
    .max(mostPaths, `names more than ${mostPaths} files`)
    .default([standardPath])
    .meta({ description: "The list's files in the repository." }),
  page: z
    .url({ protocol: /^https?$/, error: "is not an http(s) address" })
    .optional()
    .meta({
      description: "Where people can read the list. Default: the repository's page.",
    }),
  cron: cronSetting
    .default(standardCron)
    .meta({ description: "When to look upstream, as a cron expression." }),
  zone: timeZoneSetting.default("UTC").meta({ description: "The time zone of `cron`." }),
  surge: z.int("is not a whole number").min(1, "is below 1").default(defaultSurge).meta({
    description: "A revision that adds more papers than this at once is held for the operator.",
  }),
});

/** `paperboy.config.json`. */
export const listsFile = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where this schema is, for editors." }),
    lists: z
      .array(listEntry)
      .min(1, "names no list")
      .max(mostLists, `names more than ${mostLists} lists`)
      .check(({ value: lists, issues }) => {
        const twice = lists.find(({ id }, index) => lists.findIndex((other) => other.id === id) < index);
        if (twice) issues.push({ code: "custom", input: lists, message: `has the id ${twice.id} twice` });
      })
      .meta({ description: "The lists, in the order in which they are shown." }),
  })
  .meta({ title: "The lists that Paperboy serves" });

/**
 * The lists that the text of such a file names.
 *
 * @throws {UsageError} that says in one sentence where in the file what is wrong.
 */
export function parseListsFile(json: string, file: string): readonly ListSource[] {
  const result = listsFile.safeParse(parseJson(json, file));
  if (!result.success) throw new UsageError(`${file}: ${explain(result.error.issues[0])}`);
  return result.data.lists.map(({ id, name, page, url, branch, paths, cron, zone, surge }) => ({
    id,
    name: name ?? null,
    page: page ?? null,
    file: null,
    upstream: { url, branch: branch ?? null, paths, cron, zone, surge },
    isPublic: true,
  }));
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(
      `${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

/** `lists[1].url is empty.` The value itself is left out: a url may hold a token. */
function explain(issue: z.core.$ZodIssue | undefined): string {
  const where = (issue?.path ?? [])
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
  if (issue?.code === "unrecognized_keys") {
    const known = Object.keys(where === "" ? listsFile.shape : listEntry.shape).filter(
      (key) => key !== "$schema",
    );
    return `${where === "" ? "the file" : where} has "${issue.keys[0]}", which is none of ${known.join(", ")}.`;
  }
  const message = problemOf(issue);
  return `${where || "the file"} ${/^(?:is|has|names) /.test(message) ? message : `is wrong: ${message}`}.`;
}

function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== "invalid_type") return issue?.message ?? "is wrong";
  return issue.message.endsWith("undefined") ? "is missing" : `is no ${issue.expected}`;
}
