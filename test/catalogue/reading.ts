import { readFileSync } from "node:fs";
import type { Paper } from "../../src/catalogue/paper.js";
import { parseList } from "../../src/catalogue/parse-list.js";
import { parseVenues } from "../../src/catalogue/parse-venues.js";

export const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));

/** A paper on one line: `title | venue | year | kinds of links`. */
export function shown(paper: Paper): string {
  const kinds = paper.links.map((link) => link.kind).join(" ");
  return `${paper.title} | ${paper.venue ?? "-"} | ${paper.year ?? "-"} | ${kinds || "-"}`;
}

/** The papers of a list, one per line. */
export function read(markdown: string): readonly string[] {
  return parseList(markdown, venues).papers.map(shown);
}

export function titles(markdown: string): readonly string[] {
  return parseList(markdown, venues).papers.map((paper) => paper.title);
}

export function problems(markdown: string): readonly string[] {
  return parseList(markdown, venues).problems.map((problem) => `${problem.line}: ${problem.message}`);
}
