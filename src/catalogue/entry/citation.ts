import { memoTitle } from "../memo.js";
import type { VenueRegistry } from "../venues.js";
import { asYear, findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { namesNoVenue, noPlace, stated, type VenueStatement, withoutPeople } from "./read-venue.js";
import { looksLikeSurname, wordCount } from "./words.js";

/** Characters; longer texts are no citation of a container. */
const maxLength = 220;

/** The name of a container: `Nat Commun`, `J. Chem. Inf. Model.`, `Proceedings of the Harbour Conference on Sand & Sea`. */
const name = String.raw`((?:\p{Lu}|\p{Ll}{1,3}\p{Lu}|npj )[\p{L}\p{M}&.:'’/ -]{1,120}?)`;
/** What may follow it: numbers, pages, marks and their names; the year is one of the numbers. */
const numbers = String.raw`((?:[\s,.;:()[\]–—−-]|\d+|[eLS]\d+|\p{Lu}{1,2}\d+|[Vv]ol(?:ume)?|[Nn]os?|[Pp]p?|[Pp]ages?|[Ii]ssue|[Aa]rt(?:icle)?|[Ii][Dd]|in press|online|\((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? (?:\d{1,2}, ?)?(?=(?:19|20)\d{2}\)))+)`;
const container = new RegExp(
  `^(?:[Ii]n:? )?${name}(?: \\(([\\p{L} ]{3,40})\\))?[\\s,.:]+(?=[(\\d]|[Vv]ol|[Nn]o\\b|pp?\\b)${numbers}$`,
  "u",
);
/** The number of a preprint after its server. */
const preprint =
  /^(\p{L}[\p{L}. ]{2,30}?)(?:\s{1,3}preprint)?[\s,:-]{1,5}(?:\p{L}+[:/])?\d[\w./-]{5,60}(?:\s*\((\d{4})\))?$/u;
const personAndYear = /^(.{2,80}?),?\s{0,3}\(?((?:19|20)\d{2})[a-z]?\)?$/u;

/**
 * Reads a text that only says where a paper was published, as citations do: `Journal of Tides 31.12 (2025)`, `Nat Commun
 * 14, 2625 (2023)`, `J. Harb. Sci. 2022, 62, 10, 2269–2279`, `bioRxiv 2025.07.29.667290`. Null for any other text; also for
 * a name with only a year, which may be a title, unless `loose`.
 */
export function readContainer(text: string, venues: VenueRegistry, loose = false): VenueStatement | null {
  if (!(loose ? /\d/ : cites).test(text)) return null;
  return loose ? readLoosely(text, venues) : readStrictly(text, venues);
}

/** Two numbers, a page, or the number of a preprint. Most titles that end with a number have none of them. */
const cites = /\d\D+\d|(?<![a-zA-Z\d])pp?(?![a-zA-Z\d])|\d[\w./-]{5}/;

/** Without a digit or a page, a text says neither a year nor a citation. */
export const digitOrPage = /[\d年]|(?<![a-zA-Z\d])pp?(?![a-zA-Z\d])/;

const readStrictly = memoTitle((text, venues) => readCited(text, venues, false));
const readLoosely = memoTitle((text, venues) => readCited(text, venues, true));

function readCited(text: string, venues: VenueRegistry, loose: boolean): VenueStatement | null {
  const plain = text
    .replace(/[*_`[\]]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,.:;"”–—-]+/, "")
    .trim()
    .replace(/ (?:doi:?|https?:\/\/(?:dx\.)?doi\.org\/) ?[^\s]{5,100}$/i, "")
    .replace(/(?<![\s,;:.])[\s,;:.]+$/, "");
  if (plain.length > maxLength) return null;
  return readPreprint(plain, venues) ?? readNumbered(plain, venues, loose);
}

function readPreprint(text: string, venues: VenueRegistry): VenueStatement | null {
  const [, server = "", year = ""] = preprint.exec(text) ?? [];
  const venue = server === "" ? null : venues.find(server);
  if (venue?.kind !== "preprint") return null;
  const own = asYear(year) ?? yearOfNumber(text.slice(server.length));
  return stated(venue.name, own, { preprint: true });
}

/** `2025.07.29.667290` begins with a date, `2105.04118` with a year and a month, `-2025-m82r5` with a year. */
function yearOfNumber(text: string): number | null {
  const dated = /\b(20\d{2})\.(?:0[1-9]|1[0-2])\.\d{2}/.exec(text)?.[1];
  const month = /\b([0-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5}\b/.exec(text)?.[1];
  const first = /^-(20\d{2})-/.exec(text)?.[1];
  return dated || first ? Number(dated ?? first) : month ? 2000 + Number(month) : null;
}

function readNumbered(text: string, venues: VenueRegistry, loose: boolean): VenueStatement | null {
  const [, rawName = "", short = "", tail = ""] = container.exec(text) ?? [];
  if (rawName === "" || wordCount(rawName) > 14) return null;
  const containerName = withoutPeople(rawName.replace(/^in:?\s+(?=\p{Lu})/iu, "").trim());
  if (!/\p{L}{2}/u.test(containerName) || readNameList(containerName)?.hasInitials) return null;
  const found = tail.match(/\d+/g) ?? [];
  const year = yearOf(tail);
  const others = found.length - (year === null ? 0 : 1);
  const venue =
    venues.find(short) ??
    venues.find(containerName) ??
    mentioned(containerName, venues) ??
    serverAtEnd(containerName, venues);
  const isNamed = venue !== null || containerWords.test(containerName);
  const isCited = year === null ? pages.test(tail) : others >= 1 && (isNamed || separate.test(tail));
  if (!isCited && !(loose && year !== null && readShortCitation(text) === null)) return null;
  // `- Ann Bee, 2018`, but `Nat Biotechnol (2018)`.
  const isNone = noPlace.test(containerName) || (/,\s?\d{4}$/.test(text) && namesNoVenue(containerName));
  if (venue === null && !isCited && isNone) return stated(null, year);
  return stated(venue?.name ?? containerName.replace(/(?<![\s.,:-])[\s.,:-]+$/, ""), year, {
    preprint: venue?.kind === "preprint",
  });
}

/** Words and abbreviations of journals and proceedings. */
const containerWords =
  /\b(?:journal|proceedings|transactions|letters|review|reviews|annals|advances|archives?|bulletin|magazine|conference|symposium|workshop|frontiers|international|science|sciences)\b|\b\p{L}{1,8}\. ?\p{L}|\p{L}\.$/iu;
/** `12(3)`, `pp. 11`, `45–67`. */
const pages = /\d\s*\(\s*\d|\bpp?\b|\d\s*[–-]\s*\d/;
/** Numbers apart, as those of a volume and a page; not of a version: `3.1 (2024)`. */
const separate = /\d\s*[,:;]\s*[eL]?\d|\d \(\d{4}\) [A-Z]{0,2}\d|\d\s*\(\s*\d{1,3}\s*\)|\b(?:vol|no|pp?)\b/;

/** The year of a citation: in parentheses, else the first or the last number. */
function yearOf(tail: string): number | null {
  const inParentheses = /\((?:\p{L}{3,9}\.? (?:\d{1,2}, ?)?)?\s*((?:19|20)\d{2})\s*\)/u.exec(tail)?.[1];
  if (inParentheses) return asYear(inParentheses);
  const all = tail.match(/\d+/g) ?? [];
  return asYear(all[0] ?? "") ?? asYear(all.at(-1) ?? "");
}

/** The known venue that a longer name contains: `Proceedings of the IEEE Conference on Computer Vision and …`. */
function mentioned(text: string, venues: VenueRegistry) {
  return findVenues(text, venues).find(({ from, to }) => to - from >= text.length * 0.6)?.venue ?? null;
}

/** `Fay. arXiv`: the preprint server after the end of a list of people. */
function serverAtEnd(text: string, venues: VenueRegistry) {
  const last = venues.find(text.slice(text.lastIndexOf(". ") + 1));
  return last?.kind === "preprint" ? last : null;
}

const oneSurname =
  /^(?:(?:[Vv][ao]n|[Dd]el?|[Dd]i|[Ll][ea]) )?(?:Ma?c\p{Lu}|\p{Lu})\p{Ll}{2,20}(?:-\p{Lu}\p{Ll}{1,20})?$/u;

/** `Bee, Dee`: two or more surnames and nothing else. */
function areSurnames(text: string): boolean {
  const names = text.split(/, ?|;\s?/);
  return names.length >= 2 && names.every((name) => looksLikeSurname(name));
}

/** `Marlowe (1972)`, `Bee & Dee (1981)`, `(Fay et al., 1990)`: people and a year, which cite a paper without its title. */
export function readShortCitation(text: string): { readonly authors: string; readonly year: number } | null {
  if (!/\d{4}/.test(text)) return null;
  const plain = text.replace(/^[\s([]+|(?<![\s)\].])[\s)\].]+$/g, "").trim();
  const [, people = "", digits = ""] = personAndYear.exec(text.trim()) ?? personAndYear.exec(plain) ?? [];
  const year = asYear(digits);
  const authors = people.replace(/^[\s([]+/, "").replace(/(?<![\s,(])[\s,(]+$/, "");
  if (year === null || authors === "") return null;
  return readNameList(authors)?.isCertain || oneSurname.test(authors) || areSurnames(authors)
    ? { authors, year }
    : null;
}
