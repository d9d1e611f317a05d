import type { ListFile } from "../catalogue/list-file.js";
import type { Problem } from "../catalogue/paper.js";
import { readConfig } from "../config/read-config.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { type Command, printJson } from "./command.js";
import { fill } from "./details.js";
import { loadBook, withStore } from "./known-details.js";
import { parseFile, readable, withReader } from "./reading.js";

export const check: Command = {
  name: "check",
  usage: "LIST.md … [--json] [--online]",
  about: "prints the problems in a list's files, each with its line; --online compares titles with arXiv's",
  options: { json: { type: "boolean" }, online: { type: "boolean" } },
  async run({ positionals, has }) {
    if (positionals.length === 0) throw new UsageError(`Usage: paperboy check ${check.usage}`);
    const files = await Promise.all(
      [...new Set(positionals)].map(async (path) => ({ path, markdown: await readTextFile(path) })),
    );
    const { problems: found } = readable(await withReader((reader) => reader.lint(files)));
    const problems = has("online") ? [...found, ...(await wrongIds(files))] : found;
    if (has("json")) printJson({ problems: files.length > 1 ? problems : problems.map(withoutPath) });
    else for (const { path, line, message } of problems) console.log(`${path}:${line}: ${message}`);
    const names = positionals.join(", ");
    console.error(problems.length === 0 ? `${names}: no problems.` : `${names}: ${problems.length} found.`);
    return problems.length === 0 ? 0 : 1;
  },
};

/** Papers whose id or DOI is that of another paper, as their titles say. */
async function wrongIds(files: readonly ListFile[]): Promise<readonly Problem[]> {
  const lists = await withReader((reader) =>
    Promise.all(files.map(async ({ path }) => ({ path, papers: (await parseFile(reader, path)).papers }))),
  );
  return await withStore(readConfig().DATABASE_FILE, async (db) => {
    await fill(
      db,
      lists.flatMap(({ papers }) => papers),
    );
    const book = await loadBook(db);
    return lists.flatMap(({ path, papers }) =>
      papers.flatMap((paper): readonly Problem[] => {
        const other = book.disagreeing(paper);
        if (other === null) return [];
        const message = `"${paper.title}" links to what ${other.source} calls "${other.title}": correct the link, or the title.`;
        return [{ path, line: paper.line, message }];
      }),
    );
  });
}

/** With one file its path is obvious. */
function withoutPath({ line, message }: { readonly line: number; readonly message: string }) {
  return { line, message };
}
