import { access } from "node:fs/promises";
import { z } from "zod";
import { defaultList } from "./data.js";
import { readList } from "./read-list.js";
import type { Config } from "./settings.js";
import { isCron, isZone } from "./upstream/schedule.js";
import { defaultSurge } from "./upstream/surge-guard.js";
import { UsageError } from "./usage-error.js";

/** Where a list comes from. */
export interface ListSource {
  /** Small letters, digits and dashes; never changes, as what is known of the list is kept under it. */
  readonly id: string;
  /** Null: the list's first heading. */
  readonly name: string | null;
  /** Where people can read it; null: the repository's page, where it has one. */
  readonly page: string | null;
  /** A file to serve until upstream was read, or for good. */
  readonly file: string | null;
  /** Null where the list never changes. */
  readonly upstream: UpstreamSource | null;
  /** Whether every server sees it that has not said otherwise. */
  readonly isEveryones: boolean;
}

export interface UpstreamSource {
  /** What git is given; may hold a token. */
  readonly url: string;
  /** Null: the repository's default branch. */
  readonly branch: string | null;
  /** The list's files in the repository, never none. */
  readonly paths: readonly string[];
  readonly cron: string;
  readonly zone: string;
  /** More papers added at once are held. */
  readonly surge: number;
}

const standardCron = "*/30 * * * *";
const standardPath = "README.md";
/** The id of the list that the settings name. */
export const settingsListId = "list";
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
  cron: z
    .string()
    .trim()
    .refine(isCron, "is not a cron expression: five fields such as */30 * * * *")
    .default(standardCron)
    .meta({ description: "When to look upstream, as a cron expression." }),
  zone: z
    .string()
    .trim()
    .refine(isZone, "is not a time zone such as Europe/Berlin")
    .default("UTC")
    .meta({ description: "The time zone of `cron`." }),
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
      .refine((lists) => new Set(lists.map(({ id }) => id)).size === lists.length, "has one id twice")
      .meta({ description: "The lists, in the order in which they are shown." }),
  })
  .meta({ title: "The lists that Paperboy serves" });

/** The file that is looked for in the working folder where `CONFIG_FILE` names none. */
const standardFile = "paperboy.config.json";

/**
 * The lists to serve: those of `paperboy.config.json` where there is one, else the one that the settings name.
 *
 * @throws {UsageError} in one sentence, where the file can not be read or is wrong, or both name lists.
 */
export async function readListSources(config: Config): Promise<readonly ListSource[]> {
  const file = config.CONFIG_FILE ?? ((await isThere(standardFile)) ? standardFile : null);
  if (file === null) return [sourceOfSettings(config)];
  const both = (["UPSTREAM_URL", "LIST_FILE"] as const).find((name) => config[name] !== null);
  if (both !== undefined) {
    throw new UsageError(
      `Both ${file} and ${both} name lists: take ${both} out of the settings, or remove the file.`,
    );
  }
  return parseListsFile(await readList(file, "The settings"), file);
}

/** The same from the file's text. */
export function parseListsFile(json: string, file: string): readonly ListSource[] {
  const result = listsFile.safeParse(parseJson(json, file));
  if (!result.success) throw new UsageError(`${file}: ${explain(result.error.issues[0])}`);
  return result.data.lists.map(({ id, name, page, url, branch, paths, cron, zone, surge }) => ({
    id,
    name: name ?? null,
    page: page ?? null,
    file: null,
    upstream: { url, branch: branch ?? null, paths, cron, zone, surge },
    isEveryones: true,
  }));
}

/** An upstream of which nothing but its address is said. */
export function upstreamAt(url: string): UpstreamSource {
  return { url, branch: null, paths: [standardPath], cron: standardCron, zone: "UTC", surge: defaultSurge };
}

function sourceOfSettings(config: Config): ListSource {
  const url = config.UPSTREAM_URL;
  return {
    id: settingsListId,
    name: config.LIST_NAME,
    page: config.LIST_URL,
    file: config.LIST_FILE ?? (url === null ? defaultList : null),
    upstream:
      url === null
        ? null
        : {
            url,
            branch: config.UPSTREAM_BRANCH,
            paths: [config.UPSTREAM_PATH],
            cron: config.UPSTREAM_CRON,
            zone: config.UPSTREAM_ZONE,
            surge: config.UPSTREAM_SURGE,
          },
    isEveryones: true,
  };
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
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
  const message = issue?.message ?? "is wrong";
  return `${where || "the file"} ${/^(?:is|has|names) /.test(message) ? message : `is wrong: ${message}`}.`;
}
