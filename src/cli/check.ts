import { lintList } from "../catalogue/lint-list.js";
import { readVenues } from "../config/data.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import type { Command } from "./command.js";
import { printJson } from "./print.js";

export const check: Command = {
  name: "check",
  usage: "LIST.md … [--json]",
  about: "prints what is wrong in a list's files, each with its line",
  options: { json: { type: "boolean" } },
  async run({ positionals, has }) {
    if (positionals.length === 0) throw new UsageError(`Usage: paperboy check ${check.usage}`);
    const files = await Promise.all(
      [...new Set(positionals)].map(async (path) => ({ path, markdown: await readTextFile(path) })),
    );
    const problems = lintList(files, readVenues());
    if (has("json")) printJson({ problems: files.length > 1 ? problems : problems.map(withoutPath) });
    else for (const { path, line, message } of problems) console.log(`${path}:${line}: ${message}`);
    const what = positionals.join(", ");
    console.error(
      problems.length === 0 ? `${what}: nothing is wrong.` : `${what}: ${problems.length} found.`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};

/** Of one file everybody knows which it is. */
function withoutPath({ line, message }: { readonly line: number; readonly message: string }) {
  return { line, message };
}
