import { matchesOf } from "../matches-of.js";
import { noteWords } from "./find-venues.js";
import { lineEnd, type MarkedText, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { ofPublications } from "./place-apart.js";
import { noPlace, noVenue, readsLikeJournal, stated, statedAs, type VenueStatement } from "./read-venue.js";
import { looksLikeName, wordCount } from "./words.js";

const maxWords = 10;

/** `Tidal Systems, June 2021`: on a line of its own the name of a journal, and when. */
const monthly =
  /^(\p{Lu}[^,]{3,80}), (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.? ((?:19|20)\d{2})$/u;

/**
 * The place that an entry names in italics after its title: in parentheses with a year, wherever they stand
 * (`… a list of tools (*Harbour Biology*, 2013)`), or at the end of the line by a name of publications
 * (`A. Bee, *Journal of Tides*`).
 */
export function emphasisedPlace(marked: MarkedText, from: number): VenueStatement | null {
  const { text, style, venues } = marked;
  for (const { index, 0: run } of matchesOf(style.slice(from), /i+/g)) {
    const at = from + index;
    const end = lineEnd(marked, at);
    const name = readable(marked, at, at + run.length)
      .trim()
      .replace(/[,.]$/, "");
    const [, dated = "", digits = ""] = monthly.exec(name) ?? [];
    if (dated !== "" && /(?:^|\n) ?$/.test(text.slice(Math.max(0, at - 2), at)) && isName(dated))
      return stated(venues.find(dated)?.name ?? dated, Number(digits));
    if (!/^\p{Lu}/u.test(name) || wordCount(name) > maxWords || name.length > 120) continue;
    const known = venues.find(name);
    const after = text.slice(at + run.length, end);
    const year = /\([^()]{0,4}$/.test(text.slice(0, at))
      ? /^, ((?:19|20)\d{2})\)/.exec(after)?.[1]
      : undefined;
    if (year !== undefined && isName(name)) return statedAs(known, name, Number(year));
    const isLast = /^[\s.,;]*$/.test(after) && /[,.]\s{0,2}$/.test(text.slice(0, at));
    if (isLast && wordCount(name) > 1 && (known || ofPublications.test(name) || readsLikeJournal(name)))
      return isName(name) ? statedAs(known, name, null) : null;
  }
  return null;
}

function isName(name: string): boolean {
  if (noVenue.test(name) || noPlace.test(name) || matchesOf(name, noteWords).length > 0) return false;
  return (
    ofPublications.test(name) ||
    !(looksLikeName(name) && name.includes(",")) ||
    !readNameList(name)?.isCertain
  );
}
