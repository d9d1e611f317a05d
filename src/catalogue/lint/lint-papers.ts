import type { Candidate } from "../entry/candidate.js";
import type { Paper, Problem } from "../paper.js";
import { toPaper } from "../to-paper.js";

/** The share of entries that must have a field before the others are reported for lacking it. */
const minRuleShare = 0.7;

/** Missing fields, repetitions and contradictions in the entries of a list. */
export function lintPapers(drafts: readonly Candidate[]): readonly Problem[] {
  const papers = drafts.map(toPaper);
  return [
    ...missingFields(papers),
    ...drafts.flatMap(disagreements),
    ...repeated(
      papers,
      (paper) => paper.id,
      (first) => `This paper is already on line ${first.line}: keep one of the two.`,
    ),
    ...sharedArxivIds(papers),
  ];
}

/** Entries that lack a link, venue or year that most others have. */
function missingFields(papers: readonly Paper[]): readonly Problem[] {
  const isRule = (has: (paper: Paper) => boolean) =>
    papers.filter(has).length >= papers.length * minRuleShare;
  const needsLink = isRule((paper) => paper.links.length > 0);
  const needsVenue = isRule((paper) => paper.venue !== null);
  const needsYear = isRule((paper) => paper.year !== null);
  return papers.flatMap((paper) => {
    const lacks = [
      needsLink && paper.links.length === 0 ? "link" : null,
      needsVenue && paper.venue === null ? "venue" : null,
      needsYear && paper.year === null ? "year" : null,
    ].filter((what) => what !== null);
    return lacks.map((what) => ({ line: paper.line, message: `${quoted(paper)} has no ${what}: add one.` }));
  });
}

/** An entry's venue or year that contradicts its heading. */
function disagreements({ entry, section, line }: Candidate): readonly Problem[] {
  const own = entry.statements.find((statement) => statement.venue !== null && !statement.preprint);
  if (!own || section.venue === null) return [];
  const heading = section.path.at(-1) ?? "";
  if (own.venue !== section.venue) {
    return [
      {
        line,
        message: `This entry says ${own.venue}, its heading says ${section.venue} ("${heading}"): correct one.`,
      },
    ];
  }
  if (own.year !== null && section.year !== null && own.year !== section.year) {
    return [
      {
        line,
        message: `This entry says ${own.year}, its heading says ${section.year} ("${heading}"): correct one.`,
      },
    ];
  }
  return [];
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
