import type { FileProblem } from "../catalogue/lint-list.js";
import type { ListFile } from "../catalogue/list-file.js";
import { readConfig } from "../config/read-config.js";
import { fill } from "./details.js";
import { loadBook, withStore } from "./known-details.js";
import { parseFile, withReader } from "./reading.js";

/** Papers whose id or DOI is that of another paper, as their titles say. Fetches what is not known of them yet. */
export async function wrongIds(files: readonly ListFile[]): Promise<readonly FileProblem[]> {
  const lists = await withReader((reader) =>
    Promise.all(files.map(async ({ path }) => ({ path, papers: (await parseFile(reader, path)).papers }))),
  );
  return await withStore(readConfig(), async (db) => {
    await fill(
      db,
      lists.flatMap(({ papers }) => papers),
    );
    const book = await loadBook(db);
    return lists.flatMap(({ path, papers }) =>
      papers.flatMap((paper): readonly FileProblem[] => {
        const other = book.disagreeing(paper);
        if (other === null) return [];
        const message = `"${paper.title}" links to what ${other.source} calls "${other.title}": correct the link, or the title.`;
        return [{ path, line: paper.line, message }];
      }),
    );
  });
}
