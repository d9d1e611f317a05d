import { memoWithVenues } from "../memo.js";
import type { Link } from "../paper.js";
import type { Run } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { withoutEmoji } from "./emoji.js";
import { findTitle } from "./find-title.js";
import { isLabelText } from "./labels.js";
import { type FoundTitle, type MarkedText, markedText, markFrom, readable } from "./marked-text.js";
import { readAuthors } from "./read-authors.js";
import { readLinks } from "./read-links.js";
import { readStatements } from "./read-statements.js";
import { readUnknownVenue, readVenue, societyAlone, type VenueStatement } from "./read-venue.js";
import { wordCount } from "./words.js";

/** What an entry itself states, without its headings. */
export interface Entry {
  readonly title: string;
  readonly titleKind: FoundTitle["kind"];
  readonly links: readonly Link[];
  /** Its title leads to another place in the list. */
  readonly leadsWithin: boolean;
  /** A link has the label of a paper or code. */
  readonly labelled: boolean;
  /** All links are code, and the first of them precedes the title, which names it: `[[Github](…)] FooLib`. */
  readonly onlyCode: boolean;
  /** The number of words before the title, outside brackets. */
  readonly wordsBefore: number;
  /** Nothing but tags, labels and a dash precede its title: ``\`SLAM\` [paper](…) / [code](…) - Slow Waves``. */
  readonly followsLabels: boolean;
  /** The number of words after the first labelled link, or a linked title, outside links and brackets: many, in prose. */
  readonly wordsAfter: number;
  readonly statements: readonly VenueStatement[];
  readonly authors: string | null;
  /** Its authors and a colon precede its title. */
  readonly beginsWithPeople: boolean;
  readonly tags: readonly string[];
}

interface Titled {
  readonly marked: MarkedText;
  readonly title: FoundTitle;
}

/** What was read of running text: its title, or all of it; `null` if it has no title. */
interface Reading {
  latest:
    | { readonly kind: "title"; readonly titled: Titled }
    | { readonly kind: "entry"; readonly entry: Entry }
    | null;
}

const readingOf = memoWithVenues((runs: readonly Run[], venues): Reading => {
  const marked = markedText(runs, venues);
  const title = findTitle(marked);
  return { latest: title && { kind: "title", titled: { marked, title } } };
});

/** The title of running text, and how it is marked up. To find it is half the work of reading the entry, and is done once. */
export function titleOf(
  runs: readonly Run[],
  venues: VenueRegistry,
): { readonly title: string; readonly titleKind: FoundTitle["kind"] } | null {
  const { latest } = readingOf(runs, venues);
  if (latest?.kind !== "title") return latest?.entry ?? null;
  const { title, kind } = latest.titled.title;
  return { title, titleKind: kind };
}

/** Whether running text has a title. */
export function hasTitle(runs: readonly Run[], venues: VenueRegistry): boolean {
  return readingOf(runs, venues).latest !== null;
}

/** The authors of an entry, as `readEntry` finds them. */
export function authorsOf(runs: readonly Run[], venues: VenueRegistry): string | null {
  const { latest } = readingOf(runs, venues);
  return latest?.kind === "title"
    ? readAuthors(latest.titled.marked, latest.titled.title)
    : (latest?.entry.authors ?? null);
}

/** Reads the running text of one entry; `null` if it has no title. */
export function readEntry(runs: readonly Run[], venues: VenueRegistry): Entry | null {
  const reading = readingOf(runs, venues);
  if (reading.latest?.kind !== "title") return reading.latest?.entry ?? null;
  const entry = toEntry(reading.latest.titled);
  reading.latest = { kind: "entry", entry };
  return entry;
}

function toEntry({ marked, title }: Titled): Entry {
  const statements = readStatements(marked, title);
  const authors = readAuthors(marked, title);
  return {
    title: title.title,
    titleKind: title.kind,
    leadsWithin: isAnchor(marked, title),
    ...readLinks(marked, title),
    wordsBefore: title.from === 0 ? 0 : wordsBefore(marked, title),
    followsLabels: followsLabels(marked, title),
    wordsAfter: wordsAfterLabels(marked, title),
    statements,
    authors,
    beginsWithPeople:
      authors !== null && /:\s*$/.test(marked.text.slice(Math.max(0, title.from - 4), title.from)),
    tags: readTags(marked, title, statements),
  };
}

function wordsBefore(marked: MarkedText, { from }: FoundTitle): number {
  const lead = withoutEmoji(readable(marked, 0, from));
  return wordCount(lead.replace(/\[[^[\]]*\]|\([^()]*\)|[\d.]+/g, " "));
}

/** `[Bee and Dee, ICRA 2024](#bee24)`. */
function isAnchor({ marks }: MarkedText, { from, kind }: FoundTitle): boolean {
  const link = kind === "link" ? marks.find((mark) => mark.from === from)?.links[0] : undefined;
  return link !== undefined && /^#./.test(link.url);
}

function followsLabels({ text, style, marks }: MarkedText, { from, kind }: FoundTitle): boolean {
  if (kind !== "text" || from === 0) return false;
  const labels = marks.filter((mark) => mark.kind === "label" && mark.to <= from);
  if (labels.length === 0) return false;
  const isApart = (index: number) =>
    style[index] === "c" || labels.some((label) => label.from <= index && index < label.to);
  const lead = [...text.slice(0, from)].filter((_, index) => !isApart(index)).join("");
  if (!/[-–—|]\s*$/.test(lead)) return false;
  const words = withoutEmoji(lead).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => isLabelText(word));
}

function wordsAfterLabels(marked: MarkedText, title: FoundTitle): number {
  const label = markFrom(marked, title.to, "label");
  if (!label && title.kind !== "link") return 0;
  const start = label?.to ?? title.to;
  const outside = marked.marks.reduceRight(
    (text, mark) => (mark.from >= start ? text.slice(0, mark.from) + text.slice(mark.to) : text),
    marked.text,
  );
  return wordCount(outside.slice(start));
}

const none: readonly string[] = [];

/** Bracketed text other than a venue, a date or a count of stars, and notes such as `Oral`. */
function readTags(
  { marks, venues }: MarkedText,
  title: FoundTitle,
  statements: readonly VenueStatement[],
): readonly string[] {
  const groups = marks.filter(
    (mark) => mark.kind === "group" && (mark.to <= title.from || mark.from >= title.to),
  );
  if (groups.length === 0 && !statements.some(({ notes }) => notes.length > 0)) return none;
  const bracketed = groups
    .map((mark) =>
      withoutEmoji(mark.text)
        .replace(/[*_`]+/g, "")
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text) && text.length <= 40 && !/^(?:x|[\d.,]+ ?[km])$/i.test(text))
    .filter((text) => !readVenue(text, venues)?.venue && !readUnknownVenue(text) && !societyAlone(text));
  return [...new Set([...bracketed, ...statements.flatMap((statement) => statement.notes)])];
}
