import type { VenueRegistry } from "../venues.js";
import { asShortYear, asYear, findVenues, idle, noteWords } from "./find-venues.js";
import { memoByBook } from "./memo-by-book.js";
import { tokensOf } from "./tokens.js";

/** What a short text says of where and when. */
export interface VenueStatement {
  readonly venue: string | null;
  readonly preprint: boolean;
  readonly year: number | null;
  /** `Oral`, `Spotlight`, `Best Paper`: what it says beside. */
  readonly notes: readonly string[];
}

/** How many words of its own a text with a venue and a year may have, where it is known to be a label. */
const mostOwnWords = 3;

/**
 * Reads a text that may say where and when a paper was published, and nothing else: a label, a heading, a cell, what
 * stands in parentheses. `null` where it is about something else. With `isLabel` it may say a little more, as
 * `ICML 2024 Workshop on Vision` does.
 */
export function readVenue(text: string, book: VenueRegistry, isLabel = false): VenueStatement | null {
  return isLabel ? readLabel(text, book) : readStrictly(text, book);
}

const readStrictly = memoByBook((text, book) => readStatement(text, book, false));
const readLabel = memoByBook((text, book) => readStatement(text, book, true));

function readStatement(text: string, book: VenueRegistry, isLabel: boolean): VenueStatement | null {
  const trimmed = text.replace(/[_*`~]+/g, " ").trim();
  if (!trimmed || trimmed.length > 160) return null;
  const notes = [...trimmed.matchAll(noteWords)].map((match) => match[0].trim());
  const mentions = findVenues(trimmed, book);
  const mention = mentions.find((each) => each.venue.kind !== "preprint" && each.year) ?? mentions[0];
  const covered = mentions.reduceRight(
    (rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`,
    trimmed,
  );
  const left = tokensOf(covered.replace(noteWords, " ")).filter(
    ({ text: word }) => !idle.has(word.toLowerCase()),
  );
  const years = left.flatMap((token) => asYear(token.text) ?? []);
  const numbered = mention !== undefined && mention.venue.kind !== "preprint";
  const foreign = left.filter(
    ({ text: word }) => !/^\d+$/.test(word) || (numbered && word.length > 2 && !asYear(word)),
  );
  if (mention) {
    const year = mention.year ?? years[0] ?? null;
    if (foreign.length > (year && isLabel ? mostOwnWords : 0)) return null;
    return { venue: mention.name, preprint: mention.venue.kind === "preprint", year, notes };
  }
  if (foreign.length === 0 && years.length > 0 && isDate(trimmed)) {
    return { venue: null, preprint: false, year: years[0] ?? null, notes };
  }
  return null;
}

/** A year, a month and a year, a whole date, in any order; not a version or a number of something. */
function isDate(text: string): boolean {
  return tokensOf(text).length <= 6;
}

/** `FooConf 2021`, `ABC'23`: the shape of a venue that the book does not know, as written, with its year. */
export function readUnknownVenue(text: string): VenueStatement | null {
  const match = /^(\p{Lu}[\p{L}\p{N}&+./\- ]{0,60}?)[\s,.\-–—]*(?:['’‘`´](\d{2})|((?:19|20)\d{2}))$/u.exec(
    text.trim(),
  );
  const name = match?.[1]?.trim();
  const year = match?.[3] ? asYear(match[3]) : asShortYear(match?.[2] ?? "");
  if (!name || !year || name.split(/\s+/).length > 7) return null;
  const bare = tokensOf(name).every(({ text: word }) => idle.has(word.toLowerCase()));
  return bare ? null : { venue: name, preprint: false, year, notes: [] };
}

/** `IEEE Trans. Magn`, `IEEE J. Solid-State Circuits`: a journal, whichever it is. */
export function readsLikeJournal(text: string): boolean {
  return (
    text.length <= 80 &&
    /^(?:(?:IEEE|ACM|IET|SIAM)\s(?:Trans|J|Access|Micro|Letters)|(?:J|Trans|Proc)\.\s)|\b(?:Lett|Syst|Sci|Conf)\.$/.test(
      text,
    )
  );
}

/** The first year a text states, as four digits. */
export function firstYear(text: string): number | null {
  for (const match of text.matchAll(/(?<![\d.])(?:19|20)\d{2}(?!\d)/g)) {
    const year = asYear(match[0]);
    if (year) return year;
  }
  return null;
}
