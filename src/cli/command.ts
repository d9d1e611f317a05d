import type { ParseArgsConfig } from "node:util";
import { UsageError } from "../config/usage-error.js";

/** One command of the command line. Data goes to standard output, messages to standard error. */
export interface Command {
  readonly name: string;
  /** Its arguments, as the usage line shows them. */
  readonly usage: string;
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (args: Arguments) => Promise<ExitStatus>;
}

/** The arguments of a command: positionals, and options by name with all their values. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly has: (option: string) => boolean;
  readonly texts: (option: string) => readonly string[];
}

/** 0: done; 1: problems, or nothing found; 2: wrong usage. */
export type ExitStatus = 0 | 1 | 2;

/** The only positional of a command about one file or folder. @throws {UsageError} where there is none, or more. */
export function onlyPositional({ positionals }: Arguments, { name, usage }: Command): string {
  const [only, ...others] = positionals;
  if (only === undefined || others.length > 0) throw new UsageError(`Usage: paperboy ${name} ${usage}`);
  return only;
}

/** Prints a value as one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
