import { z } from "zod";

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
