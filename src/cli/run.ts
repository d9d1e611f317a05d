import { parseArgs } from "node:util";
import { readVersion } from "../config/data.js";
import { UsageError } from "../config/usage-error.js";
import { StoppedError } from "../discord/stopped-error.js";
import { check } from "./check.js";
import type { Arguments, Command, ExitStatus } from "./command.js";
import { details } from "./details.js";
import { diff } from "./diff.js";
import { exportPapers } from "./export.js";
import { held } from "./held.js";
import { invite } from "./invite.js";
import { migrateStore } from "./migrate-store.js";
import { parse } from "./parse.js";
import { replay } from "./replay.js";
import { search } from "./search.js";
import { start } from "./start.js";

/** Every command, in the order in which the help shows them. */
export const cliCommands: readonly Command[] = [
  start,
  parse,
  diff,
  replay,
  search,
  exportPapers,
  check,
  details,
  invite,
  held,
  migrateStore,
];

/** Runs one command line. The error boundary of the process. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  try {
    const command = cliCommands.find((command) => command.name === name);
    if (command !== undefined) return await command.run(readArguments(command, rest));
    if (name === "--version") {
      console.log(readVersion());
      return 0;
    }
    if (name !== undefined && name !== "help" && name !== "--help")
      console.error(`There is no command "${name}".\n`);
    console.error(help());
    return name === "help" || name === "--help" ? 0 : 2;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof StoppedError)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function readArguments({ name, usage, options }: Command, args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (usage === "" && positionals.length > 0) throw new UsageError(`Usage: paperboy ${name}`);
    const texts = (option: string) =>
      [values[option] ?? []].flat().filter((value): value is string => typeof value === "string");
    return { positionals: positionals, has: (option) => values[option] !== undefined, texts };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message.split(".")[0] : String(error);
    throw new UsageError(`${reason}. Usage: paperboy ${name} ${usage}`);
  }
}

function help(): string {
  const lines = cliCommands.map(({ name, usage, about }) => `  ${`${name} ${usage}`.padEnd(52)} ${about}`);
  return ["Usage: npm run -s paperboy -- COMMAND …", "", ...lines].join("\n");
}
