import type { Candidate } from "../entry/candidate.js";
import type { Paper, Problem } from "../paper.js";
import { toPaper } from "../to-paper.js";

/** The share of entries that must have a field before the others are reported for lacking it. */
const minRuleShare = 0.7;

/** Missing fields, repetitions and contradictions in the entries of a list. */
export function lintPapers(candidates: readonly Candidate[]): readonly Problem[] {
  const papers = candidates.map((candidate) => toPaper(candidate));
  return [
    ...missingFields(papers),
    ...candidates.flatMap(disagreements),
    ...repeated(
      papers,
      (paper) => paper.id,
      (first) => `This paper is already on line ${first.line}: keep one of the two.`,
    ),
    ...sharedArxivIds(papers),
  ];
}

const fields = {
  link: (paper: Paper) => paper.links.length > 0,
  venue: (paper: Paper) => paper.venue !== null,
  year: (paper: Paper) => paper.year !== null,
};

/** Entries that lack a link, venue or year that most others have. */
function missingFields(papers: readonly Paper[]): readonly Problem[] {
  const needed = Object.entries(fields).filter(
    ([, has]) => papers.filter(has).length >= papers.length * minRuleShare,
  );
  return papers.flatMap((paper) =>
    needed
      .filter(([, has]) => !has(paper))
      .map(([field]) => ({ line: paper.line, message: `${quoted(paper)} has no ${field}: add one.` })),
  );
}

/** An entry's venue or year that contradicts its heading. */
function disagreements({ entry, section, line }: Candidate): readonly Problem[] {
  const own = entry.statements.find((statement) => statement.venue !== null && !statement.preprint);
  if (!own || section.venue === null) return [];
  const field = own.venue !== section.venue ? "venue" : "year";
  const [said, heading] = [own[field], section[field]];
  if (said === null || heading === null || said === heading) return [];
  const where = `its heading says ${heading} ("${section.path.at(-1) ?? ""}")`;
  return [{ line, message: `This entry says ${said}, ${where}: correct one.` }];
}

/** Papers with the key of an earlier one. */
function repeated(
  papers: readonly Paper[],
  keyOf: (paper: Paper) => string | null,
  message: (first: Paper, paper: Paper) => string,
): readonly Problem[] {
  const seen = new Map<string, Paper>();
  return papers.flatMap((paper) => {
    const key = keyOf(paper);
    const first = key === null ? undefined : seen.get(key);
    if (key !== null && !first) seen.set(key, paper);
    return first ? [{ line: paper.line, message: message(first, paper) }] : [];
  });
}

/** Different papers with one arXiv id. A repeated paper is not reported here. */
function sharedArxivIds(papers: readonly Paper[]): readonly Problem[] {
  const seen = new Set<string>();
  const once = papers.filter(({ id }) => !seen.has(id) && seen.add(id));
  return repeated(
    once,
    (paper) => paper.arxivId,
    (first, paper) =>
      `arXiv:${paper.arxivId} is also the id of ${quoted(first)} on line ${first.line}: keep one of the two, or correct the id.`,
  );
}

function quoted(paper: Paper): string {
  return paper.title.length > 70 ? `"${paper.title.slice(0, 67)}..."` : `"${paper.title}"`;
}
