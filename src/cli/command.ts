import { UsageError } from "../config/usage-error.js";

/** One command of the command line. Data goes to standard output, messages to standard error. */
export interface Command {
  readonly name: string;
  /** Its arguments besides options, as the usage line shows them; empty if it takes none. */
  readonly takes: string;
  readonly about: string;
  /** By name without the dashes, in the order in which the usage line shows them. */
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly run: (args: Arguments) => Promise<ExitStatus>;
}

/** An option of a command: `--json`, or `--limit N` with a value. */
export interface CommandOption {
  /** What its value is, as the usage line shows it; absent for one that is only there or not. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly multiple?: boolean;
  readonly about: string;
}

/** The arguments of a command: positionals, and options by name with all their values. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly has: (option: string) => boolean;
  readonly texts: (option: string) => readonly string[];
}

/** 0: done; 1: problems, or nothing found; 2: wrong usage. */
export type ExitStatus = 0 | 1 | 2;

/** `search [QUERY] [--limit N] [--json]`: a command with all that it takes. */
export function usageOf({ name, takes, options }: Command): string {
  const written = Object.entries(options).map(([option, { value, multiple }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}${multiple ? " …" : ""}]`,
  );
  return [name, takes, ...written].filter((part) => part !== "").join(" ");
}

/** The mistake of a command line, with the right usage. */
export function wrongUsage(command: Command, reason = ""): UsageError {
  return new UsageError(`${reason}${reason && " "}Usage: paperboy ${usageOf(command)}`);
}

/** The only positional of a command about one file or folder. @throws {UsageError} where there is none, or more. */
export function onlyPositional({ positionals }: Arguments, command: Command): string {
  const [only, ...others] = positionals;
  if (only === undefined || others.length > 0) throw wrongUsage(command);
  return only;
}

/** Prints a value as one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
