import type { ParseArgsConfig } from "node:util";

/** One verb of the command line. Data goes to standard output, messages to standard error. */
export interface Command {
  readonly name: string;
  /** What stands behind the verb in its usage line. */
  readonly usage: string;
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (args: Arguments) => Promise<ExitStatus>;
}

/** What stood behind the verb: words, and options by name, each with every value it was given. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly has: (option: string) => boolean;
  readonly texts: (option: string) => readonly string[];
}

/** 0: done; 1: problems, or nothing found; 2: wrong usage. */
export type ExitStatus = 0 | 1 | 2;
