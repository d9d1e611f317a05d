import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { type Command, printJson } from "./command.js";
import { readable, withReader } from "./reading.js";

export const check: Command = {
  name: "check",
  usage: "LIST.md … [--json]",
  about: "prints the problems in a list's files, each with its line",
  options: { json: { type: "boolean" } },
  async run({ positionals, has }) {
    if (positionals.length === 0) throw new UsageError(`Usage: paperboy check ${check.usage}`);
    const files = await Promise.all(
      [...new Set(positionals)].map(async (path) => ({ path, markdown: await readTextFile(path) })),
    );
    const { problems } = readable(await withReader((reader) => reader.lint(files)));
    if (has("json")) printJson({ problems: files.length > 1 ? problems : problems.map(withoutPath) });
    else for (const { path, line, message } of problems) console.log(`${path}:${line}: ${message}`);
    const names = positionals.join(", ");
    console.error(problems.length === 0 ? `${names}: no problems.` : `${names}: ${problems.length} found.`);
    return problems.length === 0 ? 0 : 1;
  },
};

/** With one file its path is obvious. */
function withoutPath({ line, message }: { readonly line: number; readonly message: string }) {
  return { line, message };
}
