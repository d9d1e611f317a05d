import { matchesOf } from "../matches-of.js";
import { memoTitle } from "../memo.js";
import type { VenueRegistry } from "../venues.js";
import { readContainer } from "./citation.js";
import { trailingEmoji } from "./emoji.js";
import { findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { readsLikeSentence, startsProse } from "./prose.js";
import {
  inPlace,
  namesSociety,
  noPlace,
  readsLikeJournal,
  readUnknownVenue,
  readVenue,
} from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, looksLikeSurname, wordCount } from "./words.js";

/**
 * The length of the title at the start of a text: it ends before a venue, a year, authors or a note that follow a comma,
 * a dash or a full stop, or are in parentheses.
 */
export const titleLength = memoTitle((text, venues): number => {
  let length = text.length;
  for (let round = 0; round < 12; round++) {
    const shorter = cutOnce(text.slice(0, length), venues);
    if (shorter === length) break;
    length = shorter;
  }
  return length;
});

/** A plus sign belongs to the word before it: `C++`. */
const trailingNoise = /(?<![\s,;:|·•/\\~_*\-–—]|\s\+)(?:[\s,;:|·•/\\~_*\-–—]|(?<=\s)\+)+$/u;
/** Of the last character alone. */
const maybeNoise = /[\s,;:|·•/\\~_*+\-–—]/u;

/** `Slow Waves - by Ann Bee`, `Slow Waves, by A. Bee`. */
const byPerson = /[-–—,|] ?by (\p{Lu}[\p{L}.'’ ]{3,40})$/u;

/** Parentheses end with one of them, or with a full stop. */
const maybeParens = /[()\]）.]/;

function cutOnce(text: string, venues: VenueRegistry): number {
  const signed = text.includes(" by ") ? (byPerson.exec(text) ?? null) : null;
  if (signed?.[1] && looksLikeName(signed[1]) && wordCount(text.slice(0, signed.index), 2) >= 2)
    return signed.index;
  const signs = maybeNoise.test(text.at(-1) ?? "") ? trailingNoise.exec(text) : null;
  const noise = Math.min(signs?.index ?? text.length, trailingEmoji(text));
  if (noise > 0 && noise < text.length) return noise;
  if (!maybeParens.test(text.at(-1) ?? "")) return cutTail(text, venues);
  const mistyped = /\((?:19|20)\d{2}(?:\)\)|\()$/.exec(text);
  if (mistyped && mistyped.index > 0) return mistyped.index;
  const parens = /(?<!\s)\s*[([（]([^()[\]（）]*)[)\]）]\.?$/.exec(text);
  if (!parens || parens.index === 0 || mathematicalGroup.test(text)) return cutTail(text, venues);
  const inner = parens[1] ?? "";
  // `(CHEOPS 22)`
  const isShort =
    /^\p{Lu}[\p{Lu}\p{L}-]{2,14} ['’]?\d{2}$/u.test(inner) && /^\p{Lu}{3}|^\S*\p{Lu}\S*\p{Lu}/u.test(inner);
  // `Slow Waves - Ann Bee(2018)`
  const person = /^\d{4}$/.test(inner) ? /\s[-–—]\s([^-–—]{4,40})$/u.exec(text.slice(0, parens.index)) : null;
  if (person?.[1] && looksLikeName(person[1])) return person.index;
  if (spellsInitials(inner, text.slice(0, parens.index))) return text.length;
  if (isShort || isAside(inner, venues)) return parens.index;
  // `(ICDEW 2017) (short version)`
  if (/\d{2}[)）]\s?$/.test(text.slice(0, parens.index))) return parens.index;
  // `, TETCI, 2018 (the first of its kind)`
  return /\b(?:19|20)\d{2}$/.test(text.slice(0, parens.index)) ? cutTail(text, venues) : text.length;
}

/** `Redundant Arrays of Inexpensive Disks (RAID)`: the short name of what stands before it, though a venue is called so too. */
function spellsInitials(short: string, before: string): boolean {
  if (!/^\p{Lu}{3,8}$/u.test(short)) return false;
  const words = before.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
  const own = words
    .slice(-2 * short.length)
    .filter((word) => !/^(?:of|and|for|the|in|on|with|to|an?)$/i.test(word));
  const initials = own.map((word) => word[0]?.toUpperCase() ?? "").join("");
  return initials.endsWith(short) && words.length > short.length;
}

/** Words that a year after them belongs to. */
const wordsOfYears = new Set(
  "since until before after from during in of task challenge workshop conference competition edition year track report version jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december".split(
    " ",
  ),
);

/** `A dataset of harbour questions 2019.`: the offset of a year and a full stop after a plain word; -1 without them. */
function plainYear(text: string): number {
  if (!text.endsWith(".")) return -1;
  const at = text.search(/ (?:19|20)\d{2}\.$/);
  const word =
    text
      .slice(Math.max(0, at - 30), Math.max(0, at))
      .split(" ")
      .at(-1) ?? "";
  return /^\p{Lu}?\p{Ll}{2,}$/u.test(word) && !wordsOfYears.has(word.toLowerCase()) ? at : -1;
}

/** `SE(3)`, `O(1)`: the parentheses belong to the word. */
const mathematicalGroup = /\p{Lu}\(\d\)$/u;

/** Whether parentheses after a title hold a venue, year, authors, an affiliation (`@MIT`) or a note; not `(Extended Version)`. */
function isAside(inner: string, venues: VenueRegistry): boolean {
  if (!inner.trim()) return true;
  // `(1990–2010)`: what the title is about.
  if (/^(?:19|20)\d{2} ?[-–—] ?(?:19|20)\d{2}$/.test(inner)) return false;
  // `(Springer, Cham, 2015)`, `(2009, 370+ citations)`
  if (/^(?:Springer|Elsevier|Wiley|IEEE|ACM)\b.{0,40}\b(?:19|20)\d{2}$|^.{0,30}\d\+? citations$/.test(inner))
    return true;
  if (/^[\d\s+.,k]*$/i.test(inner) || inner.startsWith("@") || /^pp?\. ?\d/.test(inner)) return true;
  return (
    readVenue(inner, venues) !== null ||
    readUnknownVenue(inner) !== null ||
    looksLikeAuthors(inner) ||
    findVenues(inner, venues).some((mention) => mention.year !== null) ||
    /^(?:oral|spotlight|highlight|poster|survey|best .{0,30}|new|code|project|paper|pdf|.{0,30}\boral|(?:code |paper |data )?(?:coming soon|to appear|available|released))$/i.test(
      inner.trim(),
    )
  );
}

/** Separators at which a title may end, from the start of a text and from its end: those between are within a long list. */
const maxFirst = 16;
const maxLast = 8;
const separators =
  /,\s+|,(?=\p{L})|\.\s+|\.(?=[Aa]r[Xx]iv:)|(?<=[\p{Ll})])\.(?=\p{Lu}{2}|\p{Lu}\p{Ll}{2,9}\. )|[?!]\s+|\s+[-–—|｜]+\s+|(?<=\p{L}{2})[|｜]\s+|;\s+|\v|\s{2,}|\s*\/\/\s*|[:：]\s+/gu;

/** Of two characters. Many titles have none. */
const maybeSeparated = /[,.?!;:：|｜/\v]|\s[-–—\s]/;

function cutTail(text: string, venues: VenueRegistry): number {
  const found = maybeSeparated.test(text) ? matchesOf(text, separators) : [];
  for (const [index, separator] of found.entries()) {
    if (index >= maxFirst && index < found.length - maxLast) continue;
    const at = separator.index;
    const before = text.slice(0, at);
    const tail = text.slice(at + separator[0].length).trim();
    if (wordCount(before, 1) === 0) continue;
    if (isSentence(tail, separator[0])) return /[?!]/.test(separator[0]) ? at + 1 : at;
    if (wordCount(tail, 61) > 60) continue;
    if (/^[:：]/.test(separator[0])) {
      // `Slow Waves: arXiv, Jun 2024`
      const place = readVenue(tail, venues);
      const isDated = Boolean(place?.venue && place.year) && wordCount(before) >= 3;
      if (isDated && findVenues(tail, venues)[0]?.from === 0) return at;
      continue;
    }
    if (separator[0] === "," || /^\s+$/.test(separator[0])) {
      if (separator[0] === "," && wordCount(before) >= 2 && readNameList(tail) !== null) return at;
      continue;
    }
    if (isTail(tail, separator[0].trim(), before, venues)) return /[?!]/.test(separator[0]) ? at + 1 : at;
  }
  // A year is a number.
  if (!/\d/.test(text)) return text.length;
  const last = findVenues(text, venues).at(-1);
  const isLast = last?.year && last.from > 0 && last.to >= text.replace(/(?<![\s.])[\s.]+$/, "").length;
  // `Slow Waves FogLab@ICML 2020`: a workshop at a conference.
  const lead = isLast ? (/\s\p{Lu}[\p{L}\d-]{1,20}@$/u.exec(text.slice(0, last.from))?.[0].length ?? 0) : 0;
  if (isLast && wordCount(text.slice(0, last.from - lead)) >= 2) return last.from - lead;
  const year = plainYear(text);
  return year > 0 && wordCount(text) >= 4 ? year : text.length;
}

/** Whether the text after a separator is prose about the paper. */
function isSentence(tail: string, separator: string): boolean {
  if (/^\s{2,}$/.test(separator)) return readsLikeSentence(tail);
  return /^[.?!]\s|^\s+[-–—]/.test(separator) && startsProse(tail);
}

function isTail(tail: string, separator: string, before: string, venues: VenueRegistry): boolean {
  if (!tail) return false;
  // `…, Wilson loops, and neural networks`
  const statement = /^and\b/.test(tail) ? null : readVenue(tail, venues);
  if (statement) return statement.venue !== null || /^[(\d]/.test(tail);
  const first = /\d/.test(tail) ? findVenues(tail, venues)[0] : undefined;
  if (first?.from === 0 && first.year !== null && wordCount(tail, 13) <= 12) return true;
  if (/[|｜]/.test(separator) && wordCount(before, 2) >= 2) return true;
  if (/\((?:19|20)\d{2}\)$/.test(before) && readNameList(tail) !== null) return true;
  if (separator === "," && wordCount(before, 3) >= 3 && isDatedPlace(tail)) return true;
  if (
    separator === "." &&
    wordCount(before, 2) >= 2 &&
    (isContainer(tail, venues) || noPlace.test(tail.replace(/\.$/, "")))
  )
    return true;
  // `, J. Comput. Tides 250 (2013) 511–526`
  const isNumbered = separator === "," && /^\p{Lu}.*\d \((?:19|20)\d{2}\) \p{Lu}{0,2}\d/u.test(tail);
  if (isNumbered && wordCount(before, 3) >= 3 && readContainer(tail, venues) !== null) return true;
  if (startsWithAuthors(tail, separator, venues)) return true;
  if (separator === "" || wordCount(before, 3) < 3) return false;
  // `TETCI, 2018 (the first of its kind).`
  const place = tail.replace(/(?<!\s)\s*\([^()]{1,80}\)\.?$/, "").replace(/(?<![\s.])[\s.]+$/, "");
  return (wordCount(place, 4) <= 3 || isPublication(place, venues)) && readUnknownVenue(place) !== null;
}

/** `International Conference on Tides 2021`, `ICPR Workshops on Fog 2020`, `IEEE Trans. Tides, 2019`. */
function isPublication(tail: string, venues: VenueRegistry): boolean {
  const isNamed =
    /^(?:\p{Lu}[\p{L}/-]* ){0,3}(?:Conference|Symposium|Journal|Transactions|Workshops?)\b/u.test(tail) ||
    /^(?:Proceedings|Annals|Transactions) of (?:the )?\p{Lu}/u.test(tail) ||
    (/\bWorkshops?\b/i.test(tail) && findVenues(tail, venues)[0]?.from === 0);
  return isNamed || readsLikeJournal(tail) || namesSociety(tail);
}

/** `in Journal of Tides 2021`. */
function isDatedPlace(tail: string): boolean {
  const place = inPlace.exec(tail)?.[1] ?? "";
  return readUnknownVenue(place.replace(/(?<![.\s])[.\s]+$/, "")) !== null;
}

/** `In Proceedings of …`, `Journal of Tides, 12(3), 45–67`. */
function isContainer(tail: string, venues: VenueRegistry): boolean {
  return /^In (?:Proc|Advances|\p{Lu}{3})/u.test(tail) || readContainer(tail, venues) !== null;
}

/**
 * Titles contain commas too, so more names are required after one. `Slow Rivers, Jane Doe et al.`: of two parts before
 * `et al.` the first may belong to the title. After a full stop, `Doe, Jane et al.` and `Doe, Jane & Roe, Max` count.
 */
function startsWithAuthors(tail: string, separator: string, venues: VenueRegistry): boolean {
  if (!joinsNames.test(tail)) return false;
  const authors = authorsPart(tail, venues);
  const others = /^(.*?),?\s*\bet\.?\s*al\b/i.exec(authors)?.[1];
  const names = (others ?? authors).split(/,|&|\band\b/).filter((name) => name.trim() !== "");
  if (separator === ".") {
    const named = names.length > 0 && names.every((name) => looksLikeSurname(name) || looksLikeName(name));
    if (named && (others !== undefined || (names.length >= 2 && authors.length < tail.length))) return true;
  }
  if (!looksLikeAuthors(authors, separator === "," ? 3 : 2)) return false;
  if (others === undefined) return true;
  if (names.length === 1 && looksLikeSurname(names[0] ?? "")) return true;
  return names.length !== 2 && names.every((name) => looksLikeName(name));
}

/** What several people have between them, or after them. */
const joinsNames = /[,;&·、，]|\band\b|\bet\.?\s*al\b/i;

/** The text before the venue: `Jane Doe, John Roe. CVPR 2020` is authors, then a venue. */
function authorsPart(tail: string, venues: VenueRegistry): string {
  const venue = findVenues(tail, venues).find(
    (mention) => mention.year !== null || /[.,(]\s*$/.test(tail.slice(0, mention.from)),
  );
  const end = venue && venue.from > 0 ? venue.from : tail.length;
  return tail.slice(0, end).replace(/(?<![\s.,(\d])[\s.,(\d]+$/, "");
}
