import { z } from "zod";
import { nearestName } from "../search/nearest-name.js";
import { listDefaults } from "./defaults.js";
import type { ListSource } from "./list-source.js";
import { cronSetting, timeZoneSetting } from "./schedule-settings.js";
import { UsageError } from "./usage-error.js";

const maxLists = 200;
const maxPaths = 50;

const listId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    "is not 1 to 32 lower-case letters, digits and dashes, such as quantization",
  );

/** One of its lists. */
export const listEntry = z.strictObject({
  id: listId.meta({
    description: "What `list:` asks for. Never change it: the list's data is stored under it.",
  }),
  name: z.string().trim().min(1, "is empty").max(100, "is longer than 100 characters").optional().meta({
    description: "The name of the list in answers. Default: its first heading.",
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
    .max(maxPaths, `names more than ${maxPaths} files`)
    .default([listDefaults.path])
    .meta({ description: "The list's files in the repository." }),
  page: z
    .url({ protocol: /^https?$/, error: "is not an http(s) address" })
    .optional()
    .meta({
      description: "Where people can read the list. Default: the repository's page.",
    }),
  cron: cronSetting
    .default(listDefaults.cron)
    .meta({ description: "When to check upstream, as a cron expression." }),
  zone: timeZoneSetting.default(listDefaults.zone).meta({ description: "The time zone of `cron`." }),
  surge: z.int("is not a whole number").min(1, "is below 1").default(listDefaults.surge).meta({
    description: "More papers than this that one check finds new are announced as one digest.",
  }),
});

/** `paperboy.config.json`. */
export const listsFile = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where this schema is, for editors." }),
    lists: z
      .array(listEntry)
      .min(1, "names no list")
      .max(maxLists, `names more than ${maxLists} lists`)
      .check(({ value: lists, issues }) => {
        const ids = lists.map(({ id }) => id);
        for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) < index)))
          issues.push({ code: "custom", input: lists, message: `has the id ${id} twice` });
      })
      .meta({ description: "The lists, in the order in which they are shown." }),
  })
  .meta({ title: "The lists that Paperboy serves" });

/**
 * The lists in the text of such a file.
 *
 * @throws {UsageError} that says where in the file what is wrong: a sentence, and a line, for each mistake.
 */
export function parseListsFile(json: string, file: string): readonly ListSource[] {
  const result = listsFile.safeParse(parseJson(json, file));
  if (!result.success) {
    const mistakes = result.error.issues.flatMap(explain);
    throw new UsageError(mistakes.map((mistake) => `${file}: ${mistake}`).join("\n"));
  }
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
function explain(issue: z.core.$ZodIssue): readonly string[] {
  const where = issue.path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => explainUnknown(where, key));
  const message = problemOf(issue);
  return [`${where || "the file"} ${/^(?:is|has|names) /.test(message) ? message : `is wrong: ${message}`}.`];
}

function explainUnknown(where: string, key: string): string {
  const shape = where === "" ? listsFile.shape : listEntry.shape;
  const known = Object.keys(shape).filter((name) => name !== "$schema");
  const meant = nearestName(key, known);
  const hint = meant === null ? "" : `: do you mean "${meant}"?`;
  return `${where || "the file"} has "${key}", which is not one of ${known.join(", ")}${hint || "."}`;
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return issue.message;
  return issue.message.endsWith("undefined")
    ? "is missing"
    : `is not ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
}
