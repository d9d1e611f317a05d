import { parseArgs } from "node:util";
import { readVersion } from "../config/data.js";
import { UsageError } from "../config/usage-error.js";
import { StoppedError } from "../discord/stopped-error.js";
import { nearestName } from "../search/nearest-name.js";
import { baseline } from "./baseline.js";
import { check } from "./check.js";
import { type Arguments, type Command, type ExitStatus, wrongUsage } from "./command.js";
import { details } from "./details.js";
import { diff } from "./diff.js";
import { doctor } from "./doctor.js";
import { exportPapers } from "./export.js";
import { held } from "./held.js";
import { helpOf, helpOfAll } from "./help.js";
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
  baseline,
  doctor,
  migrateStore,
];

/** Runs one command line. The error boundary of the process. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const [name = "", ...rest] = argv;
  try {
    const command = commandNamed(name);
    if (command !== null && asksForHelp(rest)) return print(helpOf(command));
    if (command !== null) return await command.run(readArguments(command, rest));
    if (name === "--version" || name === "-v") return print(readVersion());
    if (name === "help" || isHelp(name)) {
      const about = commandNamed(rest[0] ?? "");
      return print(about === null ? helpOfAll(cliCommands) : helpOf(about));
    }
    if (name !== "") console.error(`${explainUnknown(name)}\n`);
    console.error(helpOfAll(cliCommands));
    return 2;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof StoppedError)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function commandNamed(name: string): Command | null {
  return cliCommands.find((command) => command.name === name) ?? null;
}

function isHelp(argument: string): boolean {
  return argument === "--help" || argument === "-h";
}

/** Whether help is asked for, also among mistakes; after `--` everything is a positional. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).some(isHelp);
}

function print(text: string): ExitStatus {
  console.log(text);
  return 0;
}

function explainUnknown(name: string): string {
  const meant = nearestName(
    name,
    cliCommands.map((command) => command.name),
  );
  return `There is no command "${name}"${meant === null ? "." : `: do you mean "${meant}"?`}`;
}

function readArguments(command: Command, args: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, multiple = false }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (command.takes === "" && positionals.length > 0) throw wrongUsage(command);
    const texts = (option: string) =>
      [values[option] ?? []].flat().filter((value): value is string => typeof value === "string");
    return { positionals, has: (option) => values[option] !== undefined, texts };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message.split(".")[0] : String(error);
    throw wrongUsage(command, `${reason}.`);
  }
}
