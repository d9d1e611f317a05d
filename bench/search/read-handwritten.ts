import { readFileSync } from "node:fs";
import type { Paper } from "../../src/catalogue/paper.js";
import type { KnownItem } from "./generate-queries.js";

/**
 * Queries as somebody typed them, each with the beginning of the title that was meant: `query | title`. A line
 * `# kind` names the kind of those below it.
 *
 * @throws {Error} naming the line whose title is not there.
 */
export function readHandwritten(path: string, papers: readonly Paper[]): KnownItem[] {
  let kind = "written by hand";
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, i) => {
      if (line.startsWith("# ")) kind = line.slice(2);
      if (line === "" || line.startsWith("# ")) return [];
      const [text = "", title = ""] = line.split(" | ");
      const meant = papers.find((paper) => paper.title.startsWith(title));
      if (!meant) throw new Error(`${path}:${i + 1}: no title begins with "${title}".`);
      return [{ kind, text, id: meant.id }];
    });
}
