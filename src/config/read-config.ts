import { config as loadDotenv } from "dotenv";
import type { z } from "zod";
import { misspelledSettings } from "./misspelled-settings.js";
import { type Config, settings } from "./settings.js";
import { UsageError } from "./usage-error.js";

let read: Config | null = null;

/**
 * Reads the settings, once, from `.env` in the working folder and from the environment, which takes precedence. The only
 * reader of `process.env`. What may be a misspelled setting is said on standard error.
 *
 * @throws {UsageError} that names every variable that is wrong and what is wrong with it, never its value, which may be
 * a secret.
 */
export function readConfig(): Config {
  if (read !== null) return read;
  loadDotenv({ quiet: true });
  for (const { given, meant } of misspelledSettings(process.env))
    console.error(`${given} is not a setting: do you mean ${meant}?`);
  read = parseConfig(process.env);
  return read;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables for the programs that Paperboy starts: the path to git, the proxy, the ssh agent. */
export function readEnvironment(): Variables {
  return process.env;
}

/** The same from any set of variables. An empty variable counts as not set. */
export function parseConfig(variables: Variables): Config {
  const result = settings.safeParse(given(variables));
  if (result.success) return Object.freeze(result.data);
  throw new UsageError(explainAll(result.error.issues));
}

/** The same with what is wrong left out, to see what else is wrong. */
export function parseValid(variables: Variables): Config {
  const right = given(variables);
  for (const { path } of settings.safeParse(right).error?.issues ?? []) delete right[String(path[0])];
  return parseConfig(right);
}

function given(variables: Variables): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

/** One line for each setting that is wrong, and what to do. */
function explainAll(issues: readonly z.core.$ZodIssue[]): string {
  const wrong = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    const what = /^(?:is|has) /.test(message) ? message : `is wrong: ${message}`;
    if (!wrong.has(name)) wrong.set(name, `${name} ${what}.`);
  }
  const [only = "", ...others] = wrong.values();
  return others.length === 0
    ? `${only} Correct it in .env or the environment, or leave it out.`
    : [only, ...others, "Correct them in .env or the environment, or leave them out."].join("\n");
}
