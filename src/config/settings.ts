import { z } from "zod";
import { listDefaults, serverListHosts } from "./defaults.js";
import { cronSetting, timeZoneSetting } from "./schedule-settings.js";

const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, "is not an id of 17 to 20 digits: copy it in Discord with developer mode on");
const webAddress = z.url({ protocol: /^https?$/, error: "is not an http(s) address" });
const port = z.coerce
  .number("is not a number")
  .int("is not a whole number")
  .min(0, "is below 0")
  .max(65_535, "is above 65535, the last port");
const yesOrNo = z
  .string()
  .trim()
  .pipe(z.stringbool({ error: "is neither yes nor no: write true or false" }));

/**
 * Every setting with its meaning and default. The table in `docs/settings.md` and `.env.example` are made from this.
 */
export const settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, "has characters that no token has: copy it again from the developer portal")
    .nullable()
    .default(null)
    .meta({
      about: "The bot's token. Without one, Paperboy runs in its sandbox.",
      whenUnset: "none: the sandbox",
    }),
  DISCORD_GUILD_ID: snowflake.nullable().default(null).meta({
    about: "Registers the commands in this server only, where changes show at once.",
    whenUnset: "none: everywhere",
  }),
  SHARDS: z
    .string()
    .regex(
      /^\s*(?:auto|\d+(?:\s*-\s*\d+)?(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*)\s*$/,
      "is neither auto nor a list of numbers such as 0,1 or 0-3",
    )
    .transform((text) => (text.trim() === "auto" ? "auto" : text.split(",").flatMap(toRange)))
    .nullable()
    .default(null)
    .meta({
      about:
        "The shards that this process connects, where several processes share a bot: `0`, `0,1` or `0-3`. `auto` starts a process for each shard on this machine.",
      whenUnset: "all of them",
    }),
  SHARD_COUNT: z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(1, "is below 1")
    .max(10_000, "is above 10000")
    .nullable()
    .default(null)
    .meta({
      about: "The number of shards of all processes together: the same in each.",
      whenUnset: "as many as Discord recommends",
    }),
  DISCORD_API_URL: webAddress.nullable().default(null).meta({
    about: "The address of Discord's REST API, where a proxy is used.",
    whenUnset: "https://discord.com/api",
  }),
  CONFIG_FILE: z.string().trim().nullable().default(null).meta({
    about: "A JSON file that names several lists, in place of `LIST_…` and `UPSTREAM_…`.",
    whenUnset: "`paperboy.config.json` in the working folder, where there is one",
  }),
  LIST_FILE: z.string().nullable().default(null).meta({
    about: "A markdown file to serve as the list.",
    whenUnset: "the default list in `data/`",
  }),
  LIST_NAME: z.string().max(100, "is longer than 100 characters").nullable().default(null).meta({
    about: "The name of the list in answers.",
    whenUnset: "the list's first heading",
  }),
  LIST_URL: webAddress.nullable().default(null).meta({
    about: "Where people can read the list.",
    whenUnset: "none",
  }),
  DATABASE_FILE: z.string().default("paperboy.sqlite").meta({
    about: "The SQLite file of subscriptions and announcements, created if missing. The sandbox has its own.",
    whenUnset: "`paperboy.sqlite` in the working folder",
  }),
  DATABASE_URL: z
    .url("is not an address such as postgres://USER:PASSWORD@HOST:5432/DATABASE")
    .regex(/^postgres(?:ql)?:\/\//i, "is not an address such as postgres://USER:PASSWORD@HOST:5432/DATABASE")
    .nullable()
    .default(null)
    .meta({
      about:
        "A PostgreSQL database, empty at first, in place of the file; for several processes. Git's copies of the lists stay beside `DATABASE_FILE`.",
      whenUnset: "none: `DATABASE_FILE`",
    }),
  UPSTREAM_URL: z.string().trim().nullable().default(null).meta({
    about: "The git repository of the list, https or ssh: watched, and its changes are announced.",
    whenUnset: "none: the list never changes",
  }),
  UPSTREAM_BRANCH: z.string().trim().nullable().default(null).meta({
    about: "The branch to watch.",
    whenUnset: "the repository's default branch",
  }),
  UPSTREAM_PATH: z.string().trim().default(listDefaults.path).meta({
    about: "The list's file in the repository.",
    whenUnset: listDefaults.path,
  }),
  UPSTREAM_CRON: cronSetting.default(listDefaults.cron).meta({
    about: "When to check upstream, as a cron expression.",
    whenUnset: `\`${listDefaults.cron}\`: every 30 minutes`,
  }),
  UPSTREAM_ZONE: timeZoneSetting.default(listDefaults.zone).meta({
    about: "The time zone of `UPSTREAM_CRON`.",
    whenUnset: listDefaults.zone,
  }),
  UPSTREAM_SURGE: z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(1, "is below 1")
    .default(listDefaults.surge)
    .meta({
      about: "More papers than this that one check finds new are announced as one digest.",
      whenUnset: String(listDefaults.surge),
    }),
  OPERATOR_GUILD_ID: snowflake.nullable().default(null).meta({
    about: "The server whose admins may release held revisions, with `/held`.",
    whenUnset: "none: on the command line only",
  }),
  ALLOW_SERVER_LISTS: yesOrNo.default(false).meta({
    about: "Whether a server's admins may add lists for their own server, with `/lists`.",
    whenUnset: "false",
  }),
  SERVER_LIST_HOSTS: z
    .string()
    .default(serverListHosts.join(","))
    .transform((hosts) => hosts.split(",").map((host) => host.trim().toLowerCase()))
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host)),
      "is not a comma-separated list of hosts such as github.com,gitlab.com",
    )
    .meta({
      about: "The hosts that such lists may be on, comma-separated.",
      whenUnset: serverListHosts.join(", "),
    }),
  DETAILS: yesOrNo.default(true).meta({
    about: "Whether authors and abstracts are fetched in the background, from arXiv and Crossref.",
    whenUnset: "true",
  }),
  ARXIV_API_URL: webAddress.default("https://export.arxiv.org/api/query").meta({
    about: "The address of arXiv's API, where a mirror or a proxy is used.",
    whenUnset: "https://export.arxiv.org/api/query",
  }),
  CROSSREF_API_URL: webAddress.default("https://api.crossref.org/works").meta({
    about: "The address of Crossref's API, where a mirror or a proxy is used.",
    whenUnset: "https://api.crossref.org/works",
  }),
  HISTORY_DAYS: z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(30, "is below 30")
    .max(36_500, "is above 36500, a hundred years")
    .default(365)
    .meta({
      about: "For how many days changes and sent announcements are kept, for `/new`, `/why` and *Details*.",
      whenUnset: "365",
    }),
  SERVER_LIST_DISK: z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(0, "is below 0")
    .default(2000)
    .meta({
      about: "The disk space for git's copies of all such lists, in MB; each takes up to 200.",
      whenUnset: "2000",
    }),
  SANDBOX_PORT: port.default(8787).meta({
    about: "The port of the sandbox's page on 127.0.0.1; 0 is any free one.",
    whenUnset: "8787",
  }),
  HTTP_PORT: port.nullable().default(null).meta({
    about: "The port of `/healthz`, `/readyz` and `/metrics`; 0 is any free one.",
    whenUnset: "none: nothing is measured, and no port is open",
  }),
  HTTP_HOST: z.string().trim().default("127.0.0.1").meta({
    about: "The address that this port is opened on. Whoever reaches it can read the metrics.",
    whenUnset: "127.0.0.1: this machine alone",
  }),
  LOG_FORMAT: z.enum(["text", "json"], "is neither text nor json").nullable().default(null).meta({
    about: "How the log is written: `text`, with readable times, or `json`.",
    whenUnset: "text on a terminal, json elsewhere",
  }),
  LOG_LEVEL: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(["debug", "info", "warn", "error", "silent"], "is not one of debug, info, warn, error, silent"),
    )
    .default("info")
    .meta({
      about: "The log level: `debug`, `info`, `warn`, `error` or `silent`.",
      whenUnset: "info",
    }),
});

/** `3` or `0-3` */
function toRange(text: string): number[] {
  const [first = 0, last = first] = text.split("-").map(Number);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The settings' values. */
export type Config = Readonly<z.output<typeof settings>>;
