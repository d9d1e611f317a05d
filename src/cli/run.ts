import { parseArgs } from "node:util";
import { readVersion } from "../config/data.js";
import { UsageError } from "../config/usage-error.js";
import { StoppedError } from "../discord/stopped-error.js";
import { nearestName } from "../search/nearest-name.js";
import { StoreError } from "../store/store-error.js";
import { redact } from "../upstream/remote.js";
import { type Arguments, type Command, type ExitStatus, wrongUsage } from "./command.js";
import { helpOf, helpOfAll } from "./help.js";

/**
 * Where each command is, in the order in which the help shows them. A command is loaded when it is asked for, so that
 * none waits for what the others need.
 */
const commandFiles: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.js")).start,
  parse: async () => (await import("./parse.js")).parse,
  diff: async () => (await import("./diff.js")).diff,
  replay: async () => (await import("./replay.js")).replay,
  search: async () => (await import("./search.js")).search,
  export: async () => (await import("./export.js")).exportPapers,
  check: async () => (await import("./check.js")).check,
  details: async () => (await import("./details.js")).details,
  invite: async () => (await import("./invite.js")).invite,
  held: async () => (await import("./held.js")).held,
  baseline: async () => (await import("./baseline.js")).baseline,
  doctor: async () => (await import("./doctor.js")).doctor,
  sandbox: async () => (await import("./sandbox.js")).sandbox,
  "migrate-store": async () => (await import("./migrate-store.js")).migrateStore,
};

/** Every command. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commandFiles).map((load) => load()));
}

/** Runs one command line. The error boundary of the process. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const [name = "", ...rest] = argv;
  try {
    const command = await loadCommand(name);
    if (command !== null && asksForHelp(rest)) return print(helpOf(command));
    if (command !== null) return await command.run(readArguments(command, rest));
    if (name === "--version" || name === "-v") return print(readVersion());
    if (name === "help" || isHelp(name)) {
      const about = await loadCommand(rest[0] ?? "");
      return print(about === null ? helpOfAll(await loadCommands()) : helpOf(about));
    }
    if (name !== "") console.error(`${explainUnknown(redact(name))}\n`);
    console.error(helpOfAll(await loadCommands()));
    return 2;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof StoppedError || error instanceof StoreError))
      throw error;
    console.error(withoutPasswords(error.message, argv));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** What was typed may be an address with a password: a sentence repeats it without. */
function withoutPasswords(sentence: string, argv: readonly string[]): string {
  return argv.reduce((text, argument) => text.replaceAll(argument, redact(argument)), sentence);
}

async function loadCommand(name: string): Promise<Command | null> {
  return Object.hasOwn(commandFiles, name) ? ((await commandFiles[name]?.()) ?? null) : null;
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
  const meant = nearestName(name, Object.keys(commandFiles));
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
    throw wrongUsage(command, `${redact(reason ?? "")}.`);
  }
}
