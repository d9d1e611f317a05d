import { config as loadDotenv } from "dotenv";
import type { z } from "zod";
import { type Config, settings } from "./settings.js";
import { UsageError } from "./usage-error.js";

/**
 * Reads the settings, once, from `.env` in the working folder and from the environment, which takes precedence. The only
 * reader of `process.env`.
 *
 * @throws {UsageError} that names the variable and what is wrong with it, never its value, which may be a secret.
 */
export function readConfig(): Config {
  loadDotenv({ quiet: true });
  return parseConfig(process.env);
}

/** The variables for the programs that Paperboy starts: the path to git, the proxy, the ssh agent. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The same from any set of variables. An empty variable counts as not set. */
export function parseConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = settings.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new UsageError(explain(result.error.issues[0]));
}

function explain(issue: z.core.$ZodIssue | undefined): string {
  const name = String(issue?.path[0] ?? "A setting");
  const what = issue?.message.startsWith("is ")
    ? issue.message
    : `is wrong: ${issue?.message ?? "unknown reason"}`;
  return `${name} ${what}. Correct it in .env or the environment, or leave it out.`;
}
