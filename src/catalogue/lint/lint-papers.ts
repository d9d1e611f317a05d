import { draftPaper } from "../draft-paper.js";
import type { Draft } from "../entry/draft.js";
import type { Paper, Problem } from "../paper.js";

/** A list states something as a rule where this share of its entries does. */
const rule = 0.7;

/** What is missing, doubled or contradicts itself among the entries of a list. */
export function lintPapers(drafts: readonly Draft[]): readonly Problem[] {
  const papers = drafts.map(draftPaper);
  return [
    ...missing(papers),
    ...drafts.flatMap(disagreements),
    ...repeated(
      papers,
      (paper) => paper.id,
      (first) => `This paper stands on line ${first.line} already: keep one of the two.`,
    ),
    ...sharedArxivIds(papers),
  ];
}

/** Entries without what the others have; a list that never states years is not asked for any. */
function missing(papers: readonly Paper[]): readonly Problem[] {
  const isRule = (has: (paper: Paper) => boolean) => papers.filter(has).length >= papers.length * rule;
  const asksLink = isRule((paper) => paper.links.length > 0);
  const asksVenue = isRule((paper) => paper.venue !== null);
  const asksYear = isRule((paper) => paper.year !== null);
  return papers.flatMap((paper) => {
    const lacks = [
      asksLink && paper.links.length === 0 ? "link" : null,
      asksVenue && paper.venue === null ? "venue" : null,
      asksYear && paper.year === null ? "year" : null,
    ].filter((what) => what !== null);
    return lacks.map((what) => ({ line: paper.line, message: `${quoted(paper)} has no ${what}: add one.` }));
  });
}

/** A venue, or a venue's year, that the entry and its heading give differently. */
function disagreements({ entry, section, line }: Draft): readonly Problem[] {
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

/** What has a key that something before it has. */
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

/** One arXiv id is one paper; the same paper twice is told as that. */
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
