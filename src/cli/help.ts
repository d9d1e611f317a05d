import { type Command, usageOf } from "./command.js";

const program = "npm run -s paperboy --";

/** Every command with what it does. */
export function helpOfAll(commands: readonly Command[]): string {
  return [
    `Usage: ${program} COMMAND …`,
    "",
    ...columns(commands.map(({ name, about }) => [name, about])),
    "",
    `${program} COMMAND --help says what a command takes; --version prints the version.`,
  ].join("\n");
}

/** What one command does and takes. */
export function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, { value, multiple, about }]): Row => {
    const repeated = multiple ? "; may be given several times" : "";
    return [[`--${name}`, value].filter(Boolean).join(" "), `${about}${repeated}`];
  });
  return [
    `paperboy ${command.name}: ${command.about}.`,
    "",
    `Usage: ${program} ${usageOf(command)}`,
    ...(options.length === 0 ? [] : ["", ...columns(options)]),
  ].join("\n");
}

type Row = readonly [name: string, about: string];

function columns(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`);
}
