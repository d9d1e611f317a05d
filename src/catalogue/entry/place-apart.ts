import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { splitByline } from "./names-in.js";
import { readsLikeJournal } from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

/** An unknown venue with its year that follows a comma, or the names of a line. */
export function placeApart(line: string, venues: VenueRegistry): string | undefined {
  if (!/(?:19|20)\d{2}/.test(line) || findVenues(line, venues).length > 0) return undefined;
  return placeAfterComma(line) ?? splitByline(line)?.place;
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
    looksLikeName(name) ||
    looksLikeAuthors(name) ||
    readNameList(name)?.isCertain
  )
    return undefined;
  return wordCount(name) <= 2 || ofPublications.test(name) || readsLikeJournal(name) ? place : undefined;
}

/** Words of names of publications. */
export const ofPublications =
  /\b(?:Transactions|Journal|Letters|Proceedings|Conference|Symposium|Magazine|Reviews?|Annals|Workshop)\b/;
