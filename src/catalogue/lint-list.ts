import { dataFormatOf } from "./data/data-format.js";
import { lintLines } from "./lint/lint-lines.js";
import { type Duplicates, lintPapers } from "./lint/lint-papers.js";
import type { ListFile } from "./list-file.js";
import type { Paper, Problem } from "./paper.js";
import { readCandidates } from "./read-candidates.js";
import { createBlockCache } from "./source/read-blocks.js";
import { syntaxOf } from "./source/syntax.js";
import { toPaper } from "./to-paper.js";
import { unreadLinks } from "./unread-links.js";
import type { VenueRegistry } from "./venues.js";

/** A problem in one of a list's files. */
export interface FileProblem extends Problem {
  readonly path: string;
}

/**
 * Everything that the maintainer of a list should correct, file by file, by line: what cannot be read, repeated papers
 * and arXiv ids (also across files), entries that lack what most others have or contradict their heading, broken
 * markdown.
 */
export function lintList(
  files: readonly ListFile[],
  venues: VenueRegistry,
  duplicates: Duplicates = "section",
): readonly FileProblem[] {
  const earlier = new Map<string, Location>();
  return files.flatMap(({ path, markdown }) => {
    const { candidates, problems } = readCandidates({ path, markdown }, venues, createBlockCache());
    const papers = candidates.map((candidate) => toPaper(candidate));
    const repeated = papers.flatMap((paper) => repeatsOf(paper, earlier));
    for (const { id, arxivId, title, line } of papers)
      for (const key of [id, arxivId])
        if (key !== null && !earlier.has(key)) earlier.set(key, { path, line, title });
    const mistakes = isMarkdown(path) ? lintLines(markdown) : [];
    const broken = new Set(mistakes.map(({ line }) => line));
    const found =
      candidates.length === 0
        ? problems
        : [
            // What a mistake makes unreadable is not said twice.
            ...problems.filter(({ line }) => !broken.has(line)),
            ...lintPapers(candidates, markdown, venues, duplicates),
            ...repeated,
            ...mistakes,
            ...(dataFormatOf(path) === null ? misread(markdown, papers) : []),
          ];
    return found.toSorted((one, other) => one.line - other.line).map((problem) => ({ ...problem, path }));
  });
}

function isMarkdown(path: string): boolean {
  return dataFormatOf(path) === null && syntaxOf(path) === "markdown";
}

function misread(markdown: string, papers: readonly Paper[]): Problem[] {
  const problem = unreadLinks(markdown, papers);
  return problem === null ? [] : [{ line: problem.line, message: problem.message }];
}

/** The first entry of a paper in an earlier file. */
interface Location {
  readonly path: string;
  readonly line: number;
  readonly title: string;
}

function repeatsOf({ id, arxivId, line }: Paper, earlier: ReadonlyMap<string, Location>): Problem[] {
  const same = earlier.get(id);
  if (same) {
    const message = `This paper is already in ${same.path} on line ${same.line}: keep one of the two.`;
    return [{ line, message }];
  }
  const shared = arxivId === null ? undefined : earlier.get(arxivId);
  if (!shared) return [];
  const where = `"${shared.title.slice(0, 70)}" in ${shared.path} on line ${shared.line}`;
  const message = `arXiv:${arxivId} is also the id of ${where}: keep one of the two, or correct the id.`;
  return [{ line, message }];
}
