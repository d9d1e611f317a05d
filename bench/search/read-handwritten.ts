import { readFileSync } from "node:fs";
import type { Paper } from "../../src/catalogue/paper.js";
import type { KnownItem } from "./generate-queries.js";

/**
 * Queries as somebody typed them, each with the beginning of the title that was meant: `query | title`.
 *
 * @throws {Error} naming the line whose title is not there.
 */
export function readHandwritten(path: string, papers: readonly Paper[]): KnownItem[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line, i) => {
      const [text = "", title = ""] = line.split(" | ");
      const meant = papers.find((paper) => paper.title.startsWith(title));
      if (!meant) throw new Error(`${path}:${i + 1}: no title begins with "${title}".`);
      return { kind: "written by hand", text, id: meant.id };
    });
}
