import { draftPaper } from "./draft-paper.js";
import { lintLines } from "./lint/lint-lines.js";
import { lintPapers } from "./lint/lint-papers.js";
import type { ListFile } from "./list-file.js";
import type { Paper, Problem } from "./paper.js";
import { readDrafts } from "./read-drafts.js";
import type { VenueRegistry } from "./venues.js";

/** What is wrong in one of a list's files. */
export interface FileProblem extends Problem {
  readonly path: string;
}

/**
 * Everything a list's maintainer should put right, file by file in the order of their lines: what cannot be read,
 * papers that stand twice or share an arXiv id, entries that lack what the others have or contradict their heading,
 * broken markdown. Of several files also what stands in more than one.
 */
export function lintList(files: readonly ListFile[], venues: VenueRegistry): readonly FileProblem[] {
  const elsewhere = new Map<string, Place>();
  return files.flatMap(({ path, markdown }) => {
    const { drafts, problems } = readDrafts(markdown, venues, new Map());
    const papers = drafts.map(draftPaper);
    const repeated = papers.flatMap((paper) => alsoIn(elsewhere, paper));
    for (const { id, arxivId, title, line } of papers)
      for (const key of [id, arxivId])
        if (key !== null && !elsewhere.has(key)) elsewhere.set(key, { path, line, title });
    const found =
      drafts.length === 0
        ? problems
        : [...problems, ...lintPapers(drafts), ...repeated, ...lintLines(markdown)];
    return found.toSorted((one, other) => one.line - other.line).map((problem) => ({ ...problem, path }));
  });
}

/** Where a paper stands in a file before. */
interface Place {
  readonly path: string;
  readonly line: number;
  readonly title: string;
}

function alsoIn(elsewhere: ReadonlyMap<string, Place>, { id, arxivId, line }: Paper): Problem[] {
  const same = elsewhere.get(id);
  if (same)
    return [
      {
        line,
        message: `This paper stands in ${same.path} on line ${same.line} already: keep one of the two.`,
      },
    ];
  const shared = arxivId === null ? undefined : elsewhere.get(arxivId);
  if (!shared) return [];
  const where = `"${shared.title.slice(0, 70)}" in ${shared.path} on line ${shared.line}`;
  return [
    {
      line,
      message: `arXiv:${arxivId} is also the id of ${where}: keep one of the two, or correct the id.`,
    },
  ];
}
