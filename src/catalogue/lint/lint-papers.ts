import type { Candidate } from "../entry/candidate.js";
import { wordCount } from "../entry/words.js";
import { normaliseTitle } from "../normalise-title.js";
import type { Paper, Problem } from "../paper.js";
import { paperKeys } from "../paper-keys.js";
import { push } from "../push.js";
import { toPaper } from "../to-paper.js";
import { isPublished, type VenueRegistry } from "../venues.js";
import { missingFields } from "./missing-fields.js";
import { quoted } from "./quoted.js";

/** Which repetitions are problems: those within one section, or all. Curated lists name a paper under several topics. */
export type Duplicates = "section" | "all";

/** Missing fields, repetitions and contradictions in the entries of a list. */
export function lintPapers(
  candidates: readonly Candidate[],
  markdown: string,
  venues: VenueRegistry,
  duplicates: Duplicates,
): readonly Problem[] {
  const lines = markdown.split(/\r\n|\n|\r/);
  const entries = candidates
    .filter(
      (candidate) =>
        !isIndexLine(candidate, lines) && !isRowOfValues(candidate, lines) && !isRemark(candidate),
    )
    .map((candidate) => ({ candidate, paper: toPaper(candidate) }));
  const papers = entries.map(({ paper }) => paper);
  const places = placesOf(entries.map(({ candidate }) => candidate));
  const sections = new Map(papers.map((paper, index) => [paper, places[index] ?? ""]));
  const isInSection = (one: Paper, other: Paper) => sections.get(one) === sections.get(other);
  return [
    ...missingFields(entries, lines, venues),
    ...entries.flatMap(({ candidate }) => disagreements(candidate, venues)),
    ...repeated(
      papers,
      (paper) => (duplicates === "all" ? paper.id : `${paper.id}\n${sections.get(paper)}`),
      (first, paper) =>
        isSuccessor(first, paper) || (duplicates === "section" && arePublishedTwice(first, paper, venues)),
      (first) => `This paper is already on line ${first.line}: keep one of the two.`,
    ),
    ...sharedArxivIds(
      papers,
      (first, paper) =>
        duplicates === "section" &&
        (isInSection(first, paper)
          ? name.test(first.title) && name.test(paper.title) && isOneUnderNames(first, paper)
          : isOfSoftware(first, paper) || areNamesOfOne(first, paper) || isOneUnderNames(first, paper)),
    ),
  ];
}

/** A line of an index leads to the entry itself. */
function isIndexLine({ line }: Candidate, lines: readonly string[]): boolean {
  return /\]\(#|href="#/.test(lines[line - 1] ?? "");
}

/** `| WavesNet | Steering | Towns, Lakes |`: a row without a link, a venue or a year is no paper's. */
function isRowOfValues({ entry, line }: Candidate, lines: readonly string[]): boolean {
  return entry.links.length === 0 && entry.statements.length === 0 && /^\s*\|/.test(lines[line - 1] ?? "");
}

/** `(Worth a read, though not recent.)`: a remark among entries. */
function isRemark({ entry }: Candidate): boolean {
  return entry.links.length === 0 && /^[(（].*[)）]\.?$/.test(entry.title);
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

/** `KiteNet++: …` is another paper than `KiteNet: …`, though their letters are the same. */
function isSuccessor(one: Paper, other: Paper): boolean {
  const marks = (title: string) => title.split("+").length;
  return marks(one.title) !== marks(other.title);
}

/** A paper of a conference and its longer form in a journal: two papers that have one title. */
function arePublishedTwice(one: Paper, other: Paper, venues: VenueRegistry): boolean {
  return (
    one.venue !== other.venue &&
    one.year !== other.year &&
    isPublished(one.venue, venues) &&
    isPublished(other.venue, venues)
  );
}

/** Words of a name by which a paper is mentioned elsewhere: its dataset, its method. */
const maxNameWords = 3;

/** Whether one is the other's short name, or the beginning of its title: `Tide Tables`, and `Tide Tables: A Benchmark`. */
function areNamesOfOne(one: Paper, other: Paper): boolean {
  const [shorter = "", longer = ""] = [one.title, other.title].toSorted((a, b) => a.length - b.length);
  return wordCount(shorter) <= maxNameWords || normaliseTitle(longer).startsWith(normaliseTitle(shorter));
}

/** `Tide Tables: `: the name of one of the datasets or methods of a paper, before its title. */
const name = /^[^:]{1,40}: /;

/** `Ebb Set: On Tides` and `Flow Set: On Tides`, or `On Tides`: one paper, under the names of what it has. */
function isOneUnderNames(one: Paper, other: Paper): boolean {
  const plain = one.title.replace(name, "");
  return wordCount(plain) >= 3 && normaliseTitle(plain) === normaliseTitle(other.title.replace(name, ""));
}

/** Whether one is the other's software or data: both have one repository or page, or a repository is what one leads to. */
function isOfSoftware(one: Paper, other: Paper): boolean {
  const { weak } = paperKeys(one);
  return (
    [one, other].some(({ links: [first] }) => first?.kind === "code") ||
    paperKeys(other).weak.some((key) => weak.includes(key))
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
  const name = headingThatSays(heading, section.path);
  // Said by a cell of a table, or by the title of the list.
  if (name === null) return [];
  // Not the title of another paper, and not a heading of several years or venues.
  if (wordCount(name) > maxHeadingWords || severalYears.test(name)) return [];
  if (normaliseTitle(name).includes(normaliseTitle(String(said)))) return [];
  const where = `its heading says ${heading} ("${name}")`;
  return [{ line, message: `This entry says ${said}, ${where}: correct one.` }];
}

/** Words of a heading that says a venue. */
const maxHeadingWords = 8;

/** `2018-2020`, `NeurIPS 201X`, `before 2020`. */
const severalYears =
  /\d{2,4}\s*[-–—~～/&]\s*\d{2,4}|(?:19|20)\dx|\b(?:and|before|until|since|earlier|older)\b/i;

/** The deepest of the headings that says it; a year also as `'23`. Null if none does. */
function headingThatSays(said: string | number, path: readonly string[]): string | null {
  const isIn = (heading: string) =>
    normaliseTitle(heading).includes(normaliseTitle(String(said))) ||
    (typeof said === "number" && new RegExp(`\\D${said % 100}\\b`).test(heading));
  return path.findLast(isIn) ?? null;
}

/** Papers with the key of an earlier one. */
function repeated(
  papers: readonly Paper[],
  keyOf: (paper: Paper) => string | null,
  isMeant: (first: Paper, paper: Paper) => boolean,
  message: (first: Paper, paper: Paper) => string,
): readonly Problem[] {
  const seen = new Map<string, Paper>();
  return papers.flatMap((paper) => {
    const key = keyOf(paper);
    const first = key === null ? undefined : seen.get(key);
    if (key !== null && !first) seen.set(key, paper);
    return first && !isMeant(first, paper) ? [{ line: paper.line, message: message(first, paper) }] : [];
  });
}

/** Different papers with one arXiv id. A repeated paper is not reported here. */
function sharedArxivIds(
  papers: readonly Paper[],
  isMeant: (first: Paper, paper: Paper) => boolean,
): readonly Problem[] {
  const seen = new Set<string>();
  const once = papers.filter(({ id }) => !seen.has(id) && seen.add(id));
  const byId = new Map<string, Paper[]>();
  for (const paper of once) if (paper.arxivId !== null) push(byId, paper.arxivId, paper);
  return repeated(
    once.filter((paper) => !isNamedLike(paper, byId.get(paper.arxivId ?? "") ?? [])),
    (paper) => paper.arxivId,
    isMeant,
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
