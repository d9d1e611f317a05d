import { memoWithVenues } from "../memo.js";
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

/** What an entry itself states, without its headings. */
export interface Entry {
  readonly title: string;
  readonly titleKind: FoundTitle["kind"];
  readonly links: readonly Link[];
  /** A link has the label of a paper or code. */
  readonly labelled: boolean;
  /** See `EntryLinks`. */
  readonly onlyCode: boolean;
  /** The number of words before the title, outside brackets. */
  readonly wordsBefore: number;
  /** The number of words after the first labelled link, outside links and brackets: many, in prose. */
  readonly wordsAfter: number;
  readonly statements: readonly VenueStatement[];
  readonly authors: string | null;
  readonly tags: readonly string[];
}

/** Reads the running text of one entry; `null` if it has no title. */
export const readEntry = memoWithVenues((runs: readonly Run[], venues): Entry | null => {
  const flat = flatText(runs);
  const marks = scanMarks(flat, venues);
  const title = findTitle(flat, marks, venues);
  if (!title) return null;
  const { links, labelled, onlyCode } = readLinks(flat, marks, title);
  const statements = readStatements(flat, marks, title, venues);
  return {
    title: title.title,
    titleKind: title.kind,
    links,
    labelled,
    onlyCode,
    wordsBefore: wordCount(readable(flat, 0, title.from).replace(/\[[^\]]*\]|\([^)]*\)|[\d.]+/g, " ")),
    wordsAfter: wordsAfterLabels(flat, marks, title),
    statements,
    authors: readAuthors(flat, marks, title, venues),
    tags: readTags(marks, title, statements, venues),
  };
});

function wordsAfterLabels(flat: FlatText, marks: readonly Mark[], title: FoundTitle): number {
  const first = marks.find((mark) => mark.kind === "label" && mark.from >= title.to);
  if (!first) return 0;
  const outside = marks.reduceRight(
    (text, mark) => (mark.from >= first.to ? text.slice(0, mark.from) + text.slice(mark.to) : text),
    flat.text,
  );
  return wordCount(outside.slice(first.to));
}

/** Bracketed text other than a venue, a date or a count of stars, and notes such as `Oral`. */
function readTags(
  marks: readonly Mark[],
  title: FoundTitle,
  statements: readonly VenueStatement[],
  venues: VenueRegistry,
): readonly string[] {
  const bracketed = marks
    .filter((mark) => mark.kind === "group" && (mark.to <= title.from || mark.from >= title.to))
    .map((mark) =>
      withoutEmoji(mark.text)
        .replace(/[*_`]+/g, "")
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text) && text.length <= 40 && !/^(?:x|[\d.,]+ ?[km])$/i.test(text))
    .filter((text) => !readVenue(text, venues)?.venue && !readUnknownVenue(text));
  return [...new Set([...bracketed, ...statements.flatMap((statement) => statement.notes)])];
}

/** A line or an italic passage of names after the title. */
function readAuthors(
  flat: FlatText,
  marks: readonly Mark[],
  title: FoundTitle,
  venues: VenueRegistry,
): string | null {
  const end = marks.find((mark) => mark.from >= title.to && mark.kind === "label")?.from ?? flat.text.length;
  for (const line of flat.text.slice(title.to, end).split(/[\n\v]|\s[-–—]\s|\.\s(?=\S+\s\d{4})/)) {
    const names = readable({ ...flat, text: line }).replace(/^[\s,.;:(–—-]+|[\s,;:)(–—-]+$/g, "");
    const withoutVenue = names.replace(/[.,]\s*[^.,]*\b(?:19|20)\d{2}\b.*$/, "");
    if (looksLikeAuthors(withoutVenue) && !readVenue(names, venues)) return withoutVenue;
  }
  return null;
}
