import { venueWord } from "../venue-key.js";
import type { Venue, VenueBook } from "../venues.js";
import { memoByBook } from "./memo-by-book.js";

/** What a short text says of where and when. */
export interface VenueStatement {
  readonly venue: string | null;
  readonly preprint: boolean;
  readonly year: number | null;
  /** `Oral`, `Spotlight`, `Best Paper`: what it says beside. */
  readonly notes: readonly string[];
}

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface VenueMention {
  readonly venue: Venue;
  readonly name: string;
  readonly year: number | null;
  readonly from: number;
  readonly to: number;
}

const earliestYear = 1943;
const latestYear = 2050;

const noteWords =
  /\b(oral|spotlight|highlights?|poster|best[ _-]?(?:student[ _-]?)?paper(?:[ _-]?(?:award|candidate|finalist|nominee))?|award|honou?rable mention|notable(?:[ -]top[ -]?\d+%?)?|top[ -]?\d+ ?%|extended abstract|demo(?:nstration)?|short(?: paper)?|long(?: paper)?|full paper|industry track|findings|main(?: conference)?|survey|outstanding|under review)\b/gi;

/** Words around a venue that say nothing of which one it is. */
const idle = new Set(
  `in at of on to the for and with by as an a is accepted accept appear appears appearing appeared published publish
  proceedings proc conference conf conferences journal international annual symposium transactions presentation presented paper
  papers submitted preprint track vol volume no pp pages issue edition session ieee acm cvf usenix st nd rd th
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
  publish venue year date v accepted camera ready datasets dataset benchmarks benchmark tracks special volume part`.split(
    /\s+/,
  ),
);

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(venueWord)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function asYear(text: string): number | null {
  if (!/^\d{4}$/.test(text)) return null;
  const year = Number(text);
  return year >= earliestYear && year <= latestYear ? year : null;
}

/** `23`, as in `ICCV'23` and `AAAI24`: meant as a year of this or the last century. */
function asShortYear(text: string): number | null {
  if (!/^\d{2}$/.test(text)) return null;
  const year = Number(text);
  return year <= 39 ? 2000 + year : year >= 80 ? 1900 + year : null;
}

/**
 * The venues a text names, each with the year that stands right beside it. Names that are ordinary words in small
 * letters (`date`, `nature`) count only in capitals.
 */
export function findVenues(text: string, book: VenueBook): readonly VenueMention[] {
  const tokens = tokensOf(text);
  const words = tokens.map((token) => token.text);
  const mentions: VenueMention[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const found = book.findAt(words, index);
    const first = tokens[index];
    const last = found ? tokens[index + found.words - 1] : undefined;
    if (!found || !first || !last) continue;
    const written = text.slice(first.from, last.to);
    if (!/\p{Lu}|arxiv/u.test(written) && /^\p{Ll}+$/u.test(written)) continue;
    const workshop = workshopAfter(tokens, index + found.words, text, last.to);
    const next = workshop?.next ?? index + found.words;
    const compound = workshop ? null : compoundAfter(tokens[next], text, last.to);
    const after = compound ? next + 1 : next;
    const year =
      yearAfter(tokens, after, text, tokens[after - 1]?.to ?? last.to) ?? yearBefore(tokens, index, text);
    const plain = workshop ? workshopName(found.venue, book) : found.venue.name;
    const name = compound ? text.slice(first.from, compound.to) : plain;
    mentions.push({
      venue: found.venue,
      name,
      year: year?.year ?? null,
      from: first.from,
      to: year?.to ?? last.to,
    });
    index = after - 1;
  }
  return mentions;
}

/** `CVPR Workshop`, `ICML Workshops`: the workshop is the venue, not the conference it stands beside. */
function workshopAfter(
  tokens: readonly Token[],
  at: number,
  text: string,
  end: number,
): { next: number } | null {
  const next = tokens[at];
  if (!next || !/^workshops?$/i.test(next.text)) return null;
  return /^[\s\-_]*$/.test(text.slice(end, next.from)) ? { next: at + 1 } : null;
}

/** `NeurIPS-ENLSP`: what is tied on by a dash belongs to the name, as written, unless it is a note. */
function compoundAfter(next: Token | undefined, text: string, end: number): Token | null {
  if (!next || next.from !== end + 1 || text[end] !== "-" || !/^\p{Lu}[\p{L}]+$/u.test(next.text))
    return null;
  return next.text.match(noteWords) || idle.has(next.text.toLowerCase()) ? null : next;
}

function workshopName(venue: Venue, book: VenueBook): string {
  if (venue.kind === "workshop") return venue.name;
  return (
    (book.find(`${venue.name}W`) ?? book.find(`${venue.name} Workshop`))?.name ?? `${venue.name} Workshop`
  );
}

function yearAfter(
  tokens: readonly Token[],
  at: number,
  text: string,
  end: number,
): { year: number; to: number } | null {
  const next = tokens[at];
  if (!next) return null;
  const between = text.slice(end, next.from);
  const year = /^[\s,.:;\-–—_'’‘`´(/]*$/u.test(between) ? asYear(next.text) : null;
  if (year) return { year, to: next.to };
  const short = /^\s*['’‘`´]\s*$|^[-_]?$|^ $/u.test(between) ? asShortYear(next.text) : null;
  if (short && (between !== " " || !tokens[at + 1])) return { year: short, to: next.to };
  const skipped = /^(?:oral|spotlight|poster|highlight|findings|workshops?)$/i.test(next.text);
  return skipped ? yearAfter(tokens, at + 1, text, next.to) : null;
}

function yearBefore(
  tokens: readonly Token[],
  at: number,
  text: string,
): { year: number; to?: number } | null {
  const previous = tokens[at - 1];
  const own = tokens[at];
  if (!previous || !own || !/^[\s,.\-–—_]*$/.test(text.slice(previous.to, own.from))) return null;
  const year = asYear(previous.text);
  return year ? { year } : null;
}

/** How many words of its own a text with a venue and a year may have, where it is known to be a label. */
const mostOwnWords = 3;

/**
 * Reads a text that may say where and when a paper was published, and nothing else: a label, a heading, a cell, what
 * stands in parentheses. `null` where it is about something else. With `isLabel` it may say a little more, as
 * `ICML 2024 Workshop on Vision` does.
 */
export function readVenue(text: string, book: VenueBook, isLabel = false): VenueStatement | null {
  return isLabel ? readLabel(text, book) : readStrictly(text, book);
}

const readStrictly = memoByBook((text, book) => readStatement(text, book, false));
const readLabel = memoByBook((text, book) => readStatement(text, book, true));

function readStatement(text: string, book: VenueBook, isLabel: boolean): VenueStatement | null {
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

/** The first year a text states, as four digits. */
export function firstYear(text: string): number | null {
  for (const match of text.matchAll(/(?<![\d.])(?:19|20)\d{2}(?!\d)/g)) {
    const year = asYear(match[0]);
    if (year) return year;
  }
  return null;
}
