import { z } from "zod";
import { commands, messageCommands } from "../../commands/index.js";
import { listEntry, listsFile } from "../config/lists-file.js";
import { settings } from "../config/settings.js";
import { neededPermissions } from "../discord/invite-url.js";
import type { CommandAudience } from "../interactions/audience.js";
import { usageOf } from "./command.js";
import { loadCommands } from "./run.js";

const cliCommands = await loadCommands();

/** What the pages of the documentation show of the code, by the name of its marker. */
const parts = { commandsTable, settingsTable, listsTable, commandLineTable, permissionsList } as const;

/** The files that are generated from the code as a whole, by their paths. */
export const generatedFiles = {
  ".env.example": envExample,
  "docs/paperboy.config.schema.json": listsSchema,
} as const;

/**
 * The pages with each part of the reference between its markers, `<!-- name -->` and `<!-- /name -->`.
 *
 * @param pages the text of each page by its path
 * @throws where the markers of a part are missing, incomplete or in more than one place.
 */
export function fillPages(pages: ReadonlyMap<string, string>): Map<string, string> {
  const filled = new Map(pages);
  for (const [name, make] of Object.entries(parts)) {
    const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const places = [...pages].flatMap(([path, text]) =>
      text
        .split(start)
        .slice(1)
        .map(() => path),
    );
    const [path, ...others] = places;
    if (path === undefined) throw new Error(`No page has the marker <!-- ${name} -->`);
    if (others.length > 0) throw new Error(`The marker <!-- ${name} --> is in ${places.join(" and in ")}`);
    const [before = "", after = ""] = (filled.get(path) ?? "").split(start);
    const [, ...rest] = after.split(end);
    if (rest.length !== 1) throw new Error(`${path} needs one ${end} after ${start.trim()}`);
    filled.set(path, `${before}${start}${make()}\n${end}${rest[0]}`);
  }
  return filled;
}

const audiences: Readonly<Record<CommandAudience, string>> = {
  everyone: "everyone, also in direct messages",
  members: "everyone in a server",
  managers: "*Manage Server*",
  operators: "*Manage Server* in the operator's server",
};

function commandsTable(): string {
  return table(
    ["command", "does", "for"],
    commands
      .map((command) => [
        `\`${[`/${command.name}`, ...(command.json.options ?? []).map(({ name, required }) => (required ? name : `[${name}]`))].join(" ")}\``,
        command.description,
        audiences[command.for],
      ])
      .concat(
        messageCommands.map(({ name, description, for: audience }) => [
          `*${name}*, under *Apps* in a message's menu`,
          description,
          audiences[audience],
        ]),
      ),
  );
}

function settingsTable(): string {
  return table(
    ["setting", "meaning", "default"],
    settingEntries().map(({ name, about, whenUnset }) => [`\`${name}\``, about, whenUnset]),
  );
}

/** The keys of a list in `paperboy.config.json`. */
function listsTable(): string {
  return table(
    ["key", "meaning"],
    Object.entries(listEntry.shape).map(([name, schema]) => [
      `\`${name}\`${schema.safeParse(undefined).success ? "" : " (needed)"}`,
      [schema.meta()?.description, defaultOf(schema.safeParse(undefined).data)].filter(Boolean).join(" "),
    ]),
  );
}

function defaultOf(value: unknown): string {
  return value === undefined ? "" : `Default: \`${[value].flat().join(", ")}\`.`;
}

/** The JSON schema of `paperboy.config.json`. */
function listsSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(listsFile, { io: "input" }), null, 2)}\n`;
}

function commandLineTable(): string {
  return table(
    ["command", "does"],
    cliCommands.map((command) => [`\`${usageOf(command).replaceAll("|", "\\|")}\``, command.about]),
  );
}

function permissionsList(): string {
  return Object.keys(neededPermissions)
    .map((name) => `*${name}*`)
    .join(", ");
}

function envExample(): string {
  const entries = settingEntries().map(
    ({ name, about, whenUnset }) =>
      `# ${about.replaceAll("`", "")}\n# Default: ${whenUnset.replaceAll("`", "")}.\n#${name}=\n`,
  );
  return ["# Copy this file to .env and fill in what you need; everything is optional.\n", ...entries].join(
    "\n",
  );
}

function settingEntries(): { name: string; about: string; whenUnset: string }[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const meta = schema.meta();
    return { name, about: String(meta?.about ?? ""), whenUnset: String(meta?.whenUnset ?? "") };
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
