import type { Candidate } from "../entry/candidate.js";
import { wordCount } from "../entry/words.js";
import { normaliseTitle } from "../normalise-title.js";
import type { Paper, Problem } from "../paper.js";
import { push } from "../push.js";
import { toPaper } from "../to-paper.js";
import type { VenueRegistry } from "../venues.js";

/** The share of entries that must have a field before the others are reported for lacking it. */
const minRuleShare = 0.75;

/** Missing fields, repetitions and contradictions in the entries of a list. */
export function lintPapers(
  candidates: readonly Candidate[],
  markdown: string,
  venues: VenueRegistry,
  duplicates: Duplicates,
): readonly Problem[] {
  const lines = markdown.split(/\r\n|\n|\r/);
  // A line of an index leads to the entry itself.
  const entries = candidates.filter(({ line }) => !/\]\(#|href="#/.test(lines[line - 1] ?? ""));
  const papers = entries.map((candidate) => toPaper(candidate));
  const places = placesOf(entries);
  const sections = new Map(papers.map((paper, index) => [paper, places[index] ?? ""]));
  return [
    ...missingFields(papers, lines),
    ...entries.flatMap((entry) => disagreements(entry, venues)),
    ...repeated(
      papers,
      (paper) => (duplicates === "all" ? paper.id : `${paper.id}\n${sections.get(paper)}`),
      (first) => `This paper is already on line ${first.line}: keep one of the two.`,
    ),
    ...sharedArxivIds(papers),
  ];
}

/** The section of each entry, and its list: several lists under one heading are of several topics, whose names may be bold. */
function placesOf(entries: readonly Candidate[]): readonly string[] {
  const sizes = new Map<number, number>();
  for (const { groupId } of entries) sizes.set(groupId, (sizes.get(groupId) ?? 0) + 1);
  return entries.map(({ section, groupId }) => {
    const list = (sizes.get(groupId) ?? 0) > 1 ? String(groupId) : "";
    return [...section.path, list].join("\n");
  });
}

/** Which repetitions are problems: those within one section, or all. Curated lists name a paper under several topics. */
export type Duplicates = "section" | "all";

const fields = {
  link: (paper: Paper) => paper.links.length > 0,
  venue: (paper: Paper) => paper.venue !== null,
  year: (paper: Paper) => paper.year !== null,
};

/** Whether a field is written in an entry, though it was not understood: the entry does not lack it. */
const isWritten = {
  link: () => false,
  venue: (text: string) => placeWords.test(text),
  year: (text: string) => /(?<![\d./])(?:19|20)\d{2}(?![\d.])|[’'\s]\d{2}\s?[)\]]/.test(text),
} as const;

const placeWords =
  /\b(?:journal|proceedings|transactions|symposium|conference|communications|letters|press)\b|[([（][^()[\]（）]{2,60}['’ ](?:\d{2}|(?:19|20)\d{2})[)\]）]/i;

/** Lines of an entry. */
const maxLines = 4;

/** The text of an entry without its title and addresses. */
function textOf({ line, title }: Paper, lines: readonly string[]): string {
  const own = lines.slice(line - 1, line - 1 + maxLines);
  const blank = own.findIndex(
    (each, at) => at > 0 && (each.trim() === "" || /^\s*(?:[-*+#|]|\d+\.)/.test(each)),
  );
  const text = own
    .slice(0, blank === -1 ? undefined : blank)
    .join(" ")
    .slice(0, 2000);
  return text.replace(/\]\([^()]*\)|https?:\S+/g, "] ").replace(title, "");
}

/** Entries that lack a link, venue or year that most others have. */
function missingFields(papers: readonly Paper[], lines: readonly string[]): readonly Problem[] {
  const needed = (["link", "venue", "year"] as const).filter(
    (field) => papers.filter(fields[field]).length >= papers.length * minRuleShare,
  );
  return papers.flatMap((paper) =>
    needed
      .filter((field) => !fields[field](paper) && !isWritten[field](textOf(paper, lines)))
      .map((field) => ({ line: paper.line, message: `${quoted(paper)} has no ${field}: add one.` })),
  );
}

/** An entry's venue or year that contradicts its heading. */
function disagreements({ entry, section, line }: Candidate, venues: VenueRegistry): readonly Problem[] {
  const own = entry.statements.find((statement) => statement.venue !== null && !statement.preprint);
  if (!own?.venue || section.venue === null || section.year === null) return [];
  // Only known venues: others may be topics, or two spellings of one.
  if (!venues.find(own.venue) || !venues.find(section.venue)) return [];
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
  const byId = new Map<string, Paper[]>();
  for (const paper of once) if (paper.arxivId !== null) push(byId, paper.arxivId, paper);
  return repeated(
    once.filter((paper) => !isNamedLike(paper, byId.get(paper.arxivId ?? "") ?? [])),
    (paper) => paper.arxivId,
    (first, paper) =>
      `arXiv:${paper.arxivId} is also the id of ${quoted(first)} on line ${first.line}: keep one of the two, or correct the id.`,
  );
}

/** Whether a paper is listed elsewhere under its full title, of which this one is the name: `OPT`, and `OPT: Open …`. */
function isNamedLike({ title }: Paper, papers: readonly Paper[]): boolean {
  if (papers.length < 2 || wordCount(title) > 3) return false;
  const name = normaliseTitle(title);
  return papers
    .slice(0, 10)
    .some((other) => other.title !== title && normaliseTitle(other.title).startsWith(name));
}

function quoted(paper: Paper): string {
  return paper.title.length > 70 ? `"${paper.title.slice(0, 67)}..."` : `"${paper.title}"`;
}
