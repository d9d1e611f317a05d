import type { Candidate } from "../entry/candidate.js";
import { memo } from "../memo.js";
import type { LinkKind, Paper, Problem } from "../paper.js";
import { push } from "../push.js";
import type { VenueRegistry } from "../venues.js";
import { linesOfEntries } from "./entry-lines.js";
import { quoted } from "./quoted.js";

const fields = {
  link: (paper: Paper) => paper.links.length > 0,
  venue: (paper: Paper) => paper.venue !== null,
  year: (paper: Paper) => paper.year !== null,
};

type Field = keyof typeof fields;

/** The share of entries that must have a field before the others are reported for lacking it. */
const minRuleShare = 0.75;
/** The same share of the other entries of a section: its datasets, or its talks, may follow a rule of their own. */
const minSectionShare = 0.5;

/** An entry and the paper that was read of it. */
export interface PaperEntry {
  readonly candidate: Candidate;
  readonly paper: Paper;
}

/**
 * Entries that lack a link, a venue or a year that most others have, in the whole list and in their section. What is
 * written, though it was not understood, is not missing.
 */
export function missingFields(
  entries: readonly PaperEntry[],
  lines: readonly string[],
  venues: VenueRegistry,
): readonly Problem[] {
  const rules = (["link", "venue", "year"] as const).filter(
    (field) => entries.filter(({ paper }) => fields[field](paper)).length >= entries.length * minRuleShare,
  );
  const textOf = linesOfEntries(
    entries.map(({ paper }) => paper.line),
    lines,
  );
  const neighbours = neighboursOf(entries);
  const sizes = new Map<number, number>();
  for (const { candidate } of entries) sizes.set(candidate.groupId, (sizes.get(candidate.groupId) ?? 0) + 1);
  // The rest of its list is no paper either: `Measures`, `Tasks`.
  const isAlone = ({ groupId, section }: Candidate) =>
    (sizes.get(groupId) ?? 0) <= 1 && section.path.length > 1;
  return entries.flatMap(({ candidate, paper }) => {
    if (isOfNoPaper(paper)) return [];
    const own = textOf(paper.line);
    const missing = rules.filter(
      (field) =>
        !fields[field](paper) &&
        !(field === "link" && isAlone(candidate)) &&
        isRuleAmong(field, neighbours(candidate)) &&
        !isWritten(field, own, paper.title, venues),
    );
    if (missing.length === 0) return [];
    const names = missing.map((field) => `no ${field}`).join(" and ");
    return [
      {
        line: paper.line,
        message: `${quoted(paper)} has ${names}: add ${missing.length === 1 ? "one" : "them"}.`,
      },
    ];
  });
}

/** Whether an entry with links has none to a paper, nor a venue or a year: a dataset, a note on a program. */
function isOfNoPaper({ links, venue, year, arxivId }: Paper): boolean {
  const toPapers: readonly LinkKind[] = ["paper", "arxiv", "openreview"];
  return (
    venue === null &&
    year === null &&
    arxivId === null &&
    links.length > 0 &&
    !links.some(({ kind }) => toPapers.includes(kind))
  );
}

/** The entries of an entry's section; where it is alone there, those of the section around it. */
function neighboursOf(entries: readonly PaperEntry[]): (candidate: Candidate) => readonly Paper[] {
  const sections = new Map<string, Paper[]>();
  const around = new Map<string, Paper[]>();
  for (const { candidate, paper } of entries) {
    const { path } = candidate.section;
    push(sections, keyOf(path), paper);
    for (let depth = 1; depth < path.length; depth++) push(around, keyOf(path.slice(0, depth)), paper);
  }
  return ({ section: { path } }) => {
    const own = sections.get(keyOf(path)) ?? [];
    return own.length > 1 ? own : (around.get(keyOf(path.slice(0, -1))) ?? []);
  };
}

function keyOf(path: readonly string[]): string {
  return path.join("\n");
}

/** Whether most of the others have a field that one of the papers lacks. */
function isRuleAmong(field: Field, papers: readonly Paper[]): boolean {
  const others = papers.length - 1;
  return others > 0 && countsOf(papers)[field] >= others * minSectionShare;
}

/** How many of the papers of a section have each field. */
const countsOf = memo((papers: readonly Paper[]) => ({
  link: papers.filter(fields.link).length,
  venue: papers.filter(fields.venue).length,
  year: papers.filter(fields.year).length,
}));

/** Whether a field is written in an entry, though it was not understood. */
function isWritten(field: Field, lines: string, title: string, venues: VenueRegistry): boolean {
  // A badge says what its address does: `badge/CVPR_2021-blue`.
  const badges = Array.from(lines.matchAll(badge), ([, words = ""]) => words.replace(/[-_/.?=&%]+/g, " "));
  const text = [lines.replace(/!\[[^[\]]*\]\([^()\s]*\)/g, " "), ...badges].join("\n");
  // A link without a target is reported as such.
  if (field === "link") return /\]\(\s*<?[^\s#]|https?:|\bhref=["'][^"'#]/.test(text);
  const shown = text
    .replace(/\]\([^()]*(?:\([^()]*\)[^()]*)*\)|https?:\S+|<[^<>]*>/g, "] ")
    .replace(/[*_`]+/g, "");
  if (field === "year") return /(?<![\d./-])(?:19|20)\d{2}(?!\d|\.\d{4})|['’]\d{2}(?!\d)/.test(shown);
  const untitled = shown.replace(title, " ");
  return (
    /\|\s*(?:[-–—]|n\/?a)\s*\|/i.test(shown) ||
    inPlaceOfVenue.test(untitled.trimStart()) ||
    placeWords.test(shown) ||
    withYear.test(plainNames(shown)) ||
    namesVenue(untitled, venues)
  );
}

const badge = /!\[[^[\]]*\]\(https?:\/\/[^()\s]{1,80}\/badge\/([^()\s]{1,200})\)/g;

const placeWords =
  /\b(?:journal|proceedings|transactions|trans|symposium|conference|workshop|communications|letters|magazine|access|press|publish(?:ed|ing)|thesis|dissertation|report|book|chemrxiv|preprint)s?\b/i;

/** `- [[Dataset](…)] Title`: the mark before a title says what it is, where others say the venue. */
const inPlaceOfVenue =
  /^(?:[-*+]|\d{1,4}[.)])?\s{0,4}[[(](?:\[|\d{4},? ?)?(?!(?:pdf|paper|code|link|arxiv|url|html)\b)[^[\]\n]{3,60}\]/iu;

/** `Processing 2022`, `Sea Letters, May 2020`, `AIBio'21`; not `Mar 2022`, and not `et al. 2022`. */
const withYear =
  /(?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|al)\p{L}{0,6}\b)(?<![\p{L}\d])\p{L}[\p{L}\d]{1,40}[)\].,:]{0,2}\s?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}{0,6}[.,]?\s)?(?:\(?(?:19|20)\d{2}|['’]\d{2})(?!\d)/iu;

/** `3DOR'2010` as `DOR 2010`. */
function plainNames(text: string): string {
  return text.replace(/['’](?=(?:19|20)\d{2})/g, " ").replace(/(?<![\p{L}\p{N}])\d(?=\p{L}{2})/gu, "");
}

/** Whether a part between punctuation marks is the name of a venue. */
function namesVenue(text: string, venues: VenueRegistry): boolean {
  return text
    .split(/[.,;:|()[\]\n–—]|\s-\s/)
    .some((part) => part.trim() !== "" && venues.find(part.trim()) !== null);
}
