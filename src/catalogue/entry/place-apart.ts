import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { splitByline } from "./names-in.js";
import { namesSociety, readsLikeJournal } from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

/** An unknown venue with its year that follows a comma, or the names of a line. */
export function placeApart(line: string, venues: VenueRegistry): string | undefined {
  if (!/(?:19|20)\d{2}/.test(line)) return undefined;
  const known = findVenues(line, venues);
  if (known.length > 0) {
    // `, ACM SIGCOMM CCR 2015`: a publication of a known conference.
    const place = placeAfterComma(line) ?? "";
    const isOfSociety = namesSociety(place) && !place.includes("(");
    return isOfSociety && known.every(({ year }) => year === null) ? place : undefined;
  }
  return placeAfterComma(line) ?? placeBeforeDate(line) ?? placeAfterDash(line) ?? splitByline(line)?.place;
}

/** `, ROBIO 2021.`, `, Int. Conference on Tides 2021`, `, TETCI, 2018 (the first)`: what follows a title, as it is. */
function placeAfterComma(line: string): string | undefined {
  const plain = line.replace(/(?<![\s.,;])[\s.,;]+$/, "");
  const place = /^\s?,\s?((?:\p{Lu}|\p{Ll}{1,3}\p{Lu}).{1,100}?(?:19|20)\d{2})(?:\s?\([^()]{1,80}\))?$/u.exec(
    plain,
  )?.[1];
  const name = place?.slice(0, -4).replace(/(?<![\s,])[\s,]+$/, "") ?? "";
  if (
    place === undefined ||
    name.includes(",") ||
    (!namesSociety(name) && (looksLikeName(name) || looksLikeAuthors(name) || readNameList(name)?.isCertain))
  )
    return undefined;
  return wordCount(name) <= 2 || namesSociety(name) || ofPublications.test(name) || readsLikeJournal(name)
    ? place
    : undefined;
}

const beforeParentheses = /^\s?,\s?(\p{Lu}[\p{L}&:.\- ]{2,80})\(([^()]{6,30})\)\.?\s?$/u;
const monthAndYear =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2})?,? ((?:19|20)\d{2})$/i;

/** `, Scientific Data (September 24, 2025)`: the name before a date in parentheses. */
function placeBeforeDate(line: string): string | undefined {
  const [, name = "", date = ""] = beforeParentheses.exec(line) ?? [];
  const year = monthAndYear.exec(date)?.[1];
  if (year === undefined || (looksLikeName(name) && !ofJournals.test(name))) return undefined;
  return `${name.trim()} ${year}`;
}

/** `-- IEEE Transactions on Tides, 2016`: a publication after a dash. */
function placeAfterDash(line: string): string | undefined {
  const place = /^\s*[-–—]{1,2}\s+(\p{Lu}.{2,100}?(?:19|20)\d{2})[\s,.;(]*$/u.exec(line)?.[1];
  return place !== undefined && (ofPublications.test(place) || namesSociety(place)) ? place : undefined;
}

/** Words of fields that journals are named after. */
const ofJournals =
  /\b(?:Sciences?|Materials|Chemistry|Physics|Biology|Medicine|Energy|Cell|Nature|Chemical|Physical)\b/;

/** Words of names of publications. */
export const ofPublications =
  /\b(?:Transactions|Journal|Letters|Proceedings|Conference|Symposium|Magazine|Reviews?|Annals|Workshop)\b/;
