import { draftPaper } from "./draft-paper.js";
import { lintLines } from "./lint/lint-lines.js";
import { lintPapers } from "./lint/lint-papers.js";
import type { ListFile } from "./list-file.js";
import type { Paper, Problem } from "./paper.js";
import { readDrafts } from "./read-drafts.js";
import type { VenueBook } from "./venues.js";

/** What is wrong in one of a list's files. */
export interface FileProblem extends Problem {
  readonly path: string;
}

/**
 * Everything a list's maintainer should put right, file by file in the order of their lines: what cannot be read,
 * papers that stand twice or share an arXiv id, entries that lack what the others have or contradict their heading,
 * broken markdown. Of several files also what stands in more than one.
 */
export function lintList(files: readonly ListFile[], venues: VenueBook): readonly FileProblem[] {
  const elsewhere = new Map<string, { readonly path: string; readonly line: number }>();
  return files.flatMap(({ path, markdown }) => {
    const { drafts, problems } = readDrafts(markdown, venues, new Map());
    const papers = drafts.map(draftPaper);
    const repeated = papers.flatMap((paper) => alsoIn(elsewhere.get(paper.id), paper));
    for (const { id, line } of papers) if (!elsewhere.has(id)) elsewhere.set(id, { path, line });
    const found =
      drafts.length === 0
        ? problems
        : [...problems, ...lintPapers(drafts), ...repeated, ...lintLines(markdown)];
    return found.toSorted((one, other) => one.line - other.line).map((problem) => ({ ...problem, path }));
  });
}

function alsoIn(
  first: { readonly path: string; readonly line: number } | undefined,
  { line }: Paper,
): Problem[] {
  if (first === undefined) return [];
  return [
    {
      line,
      message: `This paper stands in ${first.path} on line ${first.line} already: keep one of the two.`,
    },
  ];
}
