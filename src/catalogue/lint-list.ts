import { lintLines } from "./lint/lint-lines.js";
import { lintPapers } from "./lint/lint-papers.js";
import type { Problem } from "./paper.js";
import { readDrafts } from "./read-drafts.js";
import type { VenueBook } from "./venues.js";

/**
 * Everything a list's maintainer should put right, in the order of its lines: what cannot be read, papers that stand
 * twice or share an arXiv id, entries that lack what the others have or contradict their heading, broken markdown.
 */
export function lintList(markdown: string, venues: VenueBook): readonly Problem[] {
  const { drafts, problems } = readDrafts(markdown, venues, new Map());
  if (drafts.length === 0) return problems;
  const all = [...problems, ...lintPapers(drafts), ...lintLines(markdown)];
  return all.sort((one, other) => one.line - other.line);
}
