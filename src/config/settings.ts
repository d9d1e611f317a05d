import { z } from "zod";
import { listHosts } from "../upstream/list-address.js";
import { cronSetting, timeZoneSetting } from "./schedule-settings.js";

const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, "is an id of 17 to 20 digits: copy it in Discord with developer mode on");
const webAddress = z.url({ protocol: /^https?$/, error: "is not an http(s) address" });
const port = z.coerce
  .number("is not a number")
  .int("is not a whole number")
  .min(0)
  .max(65_535, "is above 65535, the last port");

/**
 * Every setting, each with what it means and what it is where it is not set: the README's table and `.env.example`
 * are held against this by a test.
 */
export const settings = z.object({
  DISCORD_TOKEN: z.string().trim().nullable().default(null).meta({
    about: "The bot's token. Without one, Paperboy runs in its sandbox.",
    standard: "none: the sandbox",
  }),
  DISCORD_GUILD_ID: snowflake.nullable().default(null).meta({
    about: "Registers the commands in this server only, where changes show at once.",
    standard: "none: everywhere",
  }),
  DISCORD_API_URL: webAddress.nullable().default(null).meta({
    about: "Where Discord's REST API is, when it is reached through a proxy.",
    standard: "https://discord.com/api",
  }),
  CONFIG_FILE: z.string().trim().nullable().default(null).meta({
    about: "A JSON file that names several lists, in place of `LIST_…` and `UPSTREAM_…`.",
    standard: "`paperboy.config.json` in the working folder, where there is one",
  }),
  LIST_FILE: z.string().nullable().default(null).meta({
    about: "A markdown file to serve as the list.",
    standard: "the default list in `data/`",
  }),
  LIST_NAME: z.string().max(100, "is longer than 100 characters").nullable().default(null).meta({
    about: "What the list is called in answers.",
    standard: "the list's first heading",
  }),
  LIST_URL: webAddress.nullable().default(null).meta({
    about: "Where people can read the list.",
    standard: "none",
  }),
  DATABASE_FILE: z.string().default("paperboy.sqlite").meta({
    about:
      "The SQLite file of subscriptions and announcements; made where it is not there. The sandbox has its own.",
    standard: "`paperboy.sqlite` in the working folder",
  }),
  UPSTREAM_URL: z.string().trim().nullable().default(null).meta({
    about: "The git repository of the list, https or ssh: watched, and what changes is announced.",
    standard: "none: the list never changes",
  }),
  UPSTREAM_BRANCH: z.string().trim().nullable().default(null).meta({
    about: "The branch to watch.",
    standard: "the repository's default branch",
  }),
  UPSTREAM_PATH: z.string().trim().default("README.md").meta({
    about: "The list's file in the repository.",
    standard: "README.md",
  }),
  UPSTREAM_CRON: cronSetting.default("*/30 * * * *").meta({
    about: "When to look upstream, as a cron expression.",
    standard: "`*/30 * * * *`: every 30 minutes",
  }),
  UPSTREAM_ZONE: timeZoneSetting.default("UTC").meta({
    about: "The time zone of `UPSTREAM_CRON`.",
    standard: "UTC",
  }),
  UPSTREAM_SURGE: z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(1, "is below 1")
    .default(40)
    .meta({
      about: "A revision that adds more papers than this at once is held for the operator.",
      standard: "40",
    }),
  OPERATOR_GUILD_ID: snowflake.nullable().default(null).meta({
    about: "The server whose admins may let a held revision go on, with `/held`.",
    standard: "none: on the command line only",
  }),
  ALLOW_SERVER_LISTS: z
    .enum(["true", "false"], "is neither true nor false")
    .default("false")
    .transform((value) => value === "true")
    .meta({
      about: "Whether a server's admins may add lists for their own server, with `/lists`.",
      standard: "false",
    }),
  SERVER_LIST_HOSTS: z
    .string()
    .default(listHosts.join(","))
    .transform((hosts) => hosts.split(",").map((host) => host.trim().toLowerCase()))
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host)),
      "is no row of hosts such as github.com,gitlab.com",
    )
    .meta({
      about: "The hosts that such lists may be on, with commas between.",
      standard: listHosts.join(", "),
    }),
  SANDBOX_PORT: port.default(8787).meta({
    about: "The port of the sandbox's page on 127.0.0.1; 0 takes any free one.",
    standard: "8787",
  }),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], "is one of debug, info, warn, error, silent")
    .default("info")
    .meta({
      about: "How much is logged: `debug`, `info`, `warn`, `error` or `silent`.",
      standard: "info",
    }),
});

/** The settings' values. */
export type Config = Readonly<z.output<typeof settings>>;
