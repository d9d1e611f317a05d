import { readCandidates } from "../../catalogue/read-candidates.js";
import { createBlockCache } from "../../catalogue/source/read-blocks.js";
import { toPaper } from "../../catalogue/to-paper.js";
import type { VenueRegistry } from "../../catalogue/venues.js";
import { headingOf, isBlank } from "./lines.js";

/** The lines of an entry, from 0, without `to`. */
export interface EntryLines {
  /** The paper's id. A paper that is listed twice has two entries. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** The lines of each entry, in the list's order. */
export function entryLines(markdown: string, lines: readonly string[], venues: VenueRegistry): EntryLines[] {
  const papers = readCandidates({ path: "README.md", markdown }, venues, createBlockCache()).candidates.map(
    (candidate) => toPaper(candidate),
  );
  const starts = new Set(papers.map(({ line }) => line - 1));
  return papers
    .map(({ id, line }) => {
      const from = line - 1;
      let to = from + 1;
      while (to < lines.length && !starts.has(to) && continues(lines[from], lines[to])) to++;
      return { id, from, to };
    })
    .sort((one, other) => one.from - other.from);
}

function continues(first: string | undefined, next: string | undefined): boolean {
  if (first === undefined || next === undefined || isBlank(next) || headingOf(next)) return false;
  const isDeeper = next.search(/\S/) > first.search(/\S/);
  return isDeeper || !/^\s*(?:[-*+|<]|\d+[.)]|```|~~~)/.test(next);
}
