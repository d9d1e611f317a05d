import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { readUnknownVenue, readVenue } from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, looksLikeSurname, wordCount } from "./words.js";

/**
 * The length of the title at the start of a text: it ends before a venue, a year, authors or a note that follow a comma,
 * a dash or a full stop, or are in parentheses.
 */
export function titleLength(text: string, venues: VenueRegistry): number {
  let length = text.length;
  for (let round = 0; round < 12; round++) {
    const shorter = cutOnce(text.slice(0, length), venues);
    if (shorter === length) break;
    length = shorter;
  }
  return length;
}

/** A code of emoji has a letter or a digit, so there is one way to read it. */
const trailingNoise =
  /(?<![\s,;:|·•/\\~_*+\-–—])(?:[\s,;:|·•/\\~_*+\-–—]|\p{Extended_Pictographic}|\u{FE0F}|☆|:[+-]?[a-z0-9][a-z0-9_+-]*:)+$/u;

function cutOnce(text: string, venues: VenueRegistry): number {
  const noise = trailingNoise.exec(text);
  if (noise && noise.index > 0) return noise.index;
  const parens = /(?<!\s)\s*[([（]([^()[\]（）]*)[)\]）]\.?$/.exec(text);
  if (!parens || parens.index === 0) return cutTail(text, venues);
  return isAside(parens[1] ?? "", venues) ? parens.index : text.length;
}

/** Whether parentheses after a title hold a venue, year, authors, an affiliation (`@MIT`) or a note; not `(Extended Version)`. */
function isAside(inner: string, venues: VenueRegistry): boolean {
  if (!inner.trim()) return true;
  if (/^[\d\s+.,k]*$/i.test(inner) || inner.startsWith("@")) return true;
  return (
    readVenue(inner, venues) !== null ||
    readUnknownVenue(inner) !== null ||
    looksLikeAuthors(inner) ||
    findVenues(inner, venues).some((mention) => mention.year !== null) ||
    /^(?:oral|spotlight|highlight|poster|survey|best .{0,30}|new|code|project|paper|pdf|.{0,30}\boral)$/i.test(
      inner.trim(),
    )
  );
}

function cutTail(text: string, venues: VenueRegistry): number {
  for (const separator of text.matchAll(
    /,\s+|\.\s+|\.(?=arxiv:)|[?!]\s+|\s+[-–—|｜]+\s+|;\s+|\v|\s*\/\/\s*/gi,
  )) {
    const at = separator.index;
    const before = text.slice(0, at);
    const tail = text.slice(at + separator[0].length).trim();
    if (wordCount(before) === 0 || wordCount(tail) > 60) continue;
    if (isTail(tail, separator[0].trim(), before, venues)) return /[?!]/.test(separator[0]) ? at + 1 : at;
  }
  const last = findVenues(text, venues).at(-1);
  const isLast = last?.year && last.from > 0 && last.to >= text.replace(/(?<![\s.])[\s.]+$/, "").length;
  return isLast && wordCount(text.slice(0, last.from)) >= 2 ? last.from : text.length;
}

function isTail(tail: string, separator: string, before: string, venues: VenueRegistry): boolean {
  if (!tail) return false;
  const statement = readVenue(tail, venues);
  if (statement) return statement.venue !== null || /^[(\d]/.test(tail);
  const first = findVenues(tail, venues)[0];
  if (first?.from === 0 && first.year !== null && wordCount(tail) <= 12) return true;
  if (/[|｜]/.test(separator) && wordCount(before) >= 2) return true;
  if (startsWithAuthors(tail, separator, venues)) return true;
  return (
    separator !== "" && wordCount(before) >= 3 && readUnknownVenue(tail) !== null && wordCount(tail) <= 3
  );
}

/**
 * Titles contain commas too, so more names are required after one. `Slow Rivers, Jane Doe et al.`: of two parts before
 * `et al.` the first may belong to the title. After a full stop, `Doe, Jane et al.` and `Doe, Jane & Roe, Max` count.
 */
function startsWithAuthors(tail: string, separator: string, venues: VenueRegistry): boolean {
  const authors = authorsPart(tail, venues);
  const others = /^(.*?),?\s*\bet\.?\s*al\b/i.exec(authors)?.[1];
  const names = (others ?? authors).split(/,|&|\band\b/).filter((name) => name.trim() !== "");
  if (separator === ".") {
    const named = names.length > 0 && names.every((name) => looksLikeSurname(name) || looksLikeName(name));
    if (named && (others !== undefined || (names.length >= 2 && authors.length < tail.length))) return true;
  }
  if (!looksLikeAuthors(authors, separator === "," ? 3 : 2)) return false;
  return others === undefined || (names.length !== 2 && names.every((name) => looksLikeName(name)));
}

/** The text before the venue: `Jane Doe, John Roe. CVPR 2020` is authors, then a venue. */
function authorsPart(tail: string, venues: VenueRegistry): string {
  const venue = findVenues(tail, venues).find(
    (mention) => mention.year !== null || /[.,(]\s*$/.test(tail.slice(0, mention.from)),
  );
  const end = venue && venue.from > 0 ? venue.from : tail.length;
  return tail.slice(0, end).replace(/(?<![\s.,(\d])[\s.,(\d]+$/, "");
}
