import type { Link } from "../paper.js";
import type { Run } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { findTitle } from "./find-title.js";
import { type FlatText, flatText, readable } from "./flat-text.js";
import { readLinks } from "./read-links.js";
import { readStatements } from "./read-statements.js";
import { readUnknownVenue, readVenue, type VenueStatement } from "./read-venue.js";
import { type Mark, scanMarks } from "./scan-marks.js";
import type { FoundTitle } from "./title-search.js";
import { looksLikeAuthors, withoutEmoji, wordCount } from "./words.js";

/** What one entry says of itself, before its headings add what they say. */
export interface Entry {
  readonly title: string;
  readonly how: FoundTitle["how"];
  readonly links: readonly Link[];
  /** A link that is labelled as one of a paper (or code), not merely a link. */
  readonly labelled: boolean;
  /** See `EntryLinks`. */
  readonly onlyCode: boolean;
  /** How many words stand before the title, outside brackets. */
  readonly wordsBefore: number;
  /** How many words stand after the first labelled link, outside links and brackets: many, in prose. */
  readonly wordsAfter: number;
  readonly statements: readonly VenueStatement[];
  readonly authors: string | null;
  readonly tags: readonly string[];
}

/** What was read from runs before. Blocks of a list's last revision are the same objects in its next. */
const known = new WeakMap<VenueRegistry, WeakMap<readonly Run[], { readonly entry: Entry | null }>>();

/** Reads the running text of one entry; `null` where it has no title. */
export function readEntry(runs: readonly Run[], book: VenueRegistry): Entry | null {
  const entries = known.get(book) ?? new WeakMap<readonly Run[], { readonly entry: Entry | null }>();
  known.set(book, entries);
  const before = entries.get(runs);
  if (before) return before.entry;
  const entry = readRuns(runs, book);
  entries.set(runs, { entry });
  return entry;
}

function readRuns(runs: readonly Run[], book: VenueRegistry): Entry | null {
  const flat = flatText(runs);
  const marks = scanMarks(flat, book);
  const title = findTitle(flat, marks, book);
  if (!title) return null;
  const { links, labelled, onlyCode } = readLinks(flat, marks, title);
  const statements = readStatements(flat, marks, title, book);
  return {
    title: title.title,
    how: title.how,
    links,
    labelled,
    onlyCode,
    wordsBefore: wordCount(readable(flat, 0, title.from).replace(/\[[^\]]*\]|\([^)]*\)|[\d.]+/g, " ")),
    wordsAfter: wordsAfterLabels(flat, marks, title),
    statements,
    authors: readAuthors(flat, marks, title, book),
    tags: readTags(marks, title, statements, book),
  };
}

function wordsAfterLabels(flat: FlatText, marks: readonly Mark[], title: FoundTitle): number {
  const first = marks.find((mark) => mark.kind === "label" && mark.from >= title.to);
  if (!first) return 0;
  const outside = marks.reduceRight(
    (text, mark) => (mark.from >= first.to ? text.slice(0, mark.from) + text.slice(mark.to) : text),
    flat.text,
  );
  return wordCount(outside.slice(first.to));
}

/** What stands in brackets of its own and is no venue, date or count of stars, and notes such as `Oral`. */
function readTags(
  marks: readonly Mark[],
  title: FoundTitle,
  statements: readonly VenueStatement[],
  book: VenueRegistry,
): readonly string[] {
  const bracketed = marks
    .filter((mark) => mark.kind === "group" && (mark.to <= title.from || mark.from >= title.to))
    .map((mark) =>
      withoutEmoji(mark.text)
        .replace(/[*_`]+/g, "")
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text) && text.length <= 40 && !/^(?:x|[\d.,]+ ?[km])$/i.test(text))
    .filter((text) => !readVenue(text, book)?.venue && !readUnknownVenue(text));
  return [...new Set([...bracketed, ...statements.flatMap((statement) => statement.notes)])];
}

/** A line, or a stretch in italics, of names after the title. */
function readAuthors(
  flat: FlatText,
  marks: readonly Mark[],
  title: FoundTitle,
  book: VenueRegistry,
): string | null {
  const end = marks.find((mark) => mark.from >= title.to && mark.kind === "label")?.from ?? flat.text.length;
  for (const line of flat.text.slice(title.to, end).split(/[\n\v]|\s[-–—]\s|\.\s(?=\S+\s\d{4})/)) {
    const names = readable({ ...flat, text: line }).replace(/^[\s,.;:(–—-]+|[\s,;:)(–—-]+$/g, "");
    const withoutVenue = names.replace(/[.,]\s*[^.,]*\b(?:19|20)\d{2}\b.*$/, "");
    if (looksLikeAuthors(withoutVenue) && !readVenue(names, book)) return withoutVenue;
  }
  return null;
}
