import type { VenueRegistry } from "../venues.js";
import { readContainer } from "./citation.js";
import { findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { namesNoVenue, readUnknownVenue } from "./read-venue.js";

/** Characters; longer lines are no names. */
const maxLength = 2000;

/** The people of a line that names nothing else but where they published: `Jane Doe and John Roe. CVPR 2021`; else null. */
export function namesIn(line: string, venues: VenueRegistry): string | null {
  if (line.length > maxLength) return null;
  const venue = findVenues(line, venues).find(({ year }) => year !== null);
  const names = line
    .slice(0, venue?.from)
    .replace(/(?<![\s.,(])[\s.,(]+$/, "")
    .trim();
  return readNameList(names)?.isCertain === true
    ? names
    : (splitByline(line)?.names ?? splitCitation(line, venues)?.names ?? null);
}

/** `A. Bee, & C. Dee, Chemical Tides 121(16), 98–99 (2021)`: names, then the citation of a container; else null. */
export function splitCitation(
  line: string,
  venues: VenueRegistry,
): { readonly names: string; readonly place: string } | null {
  if (line.length > maxLength || !/\d\D{1,4}(?:19|20)\d{2}\)?\.?\s*$/.test(line.slice(-20))) return null;
  let ends = 0;
  for (const { index } of [...line.matchAll(/[,.]\s+(?=\p{Lu}\p{L}|npj )/gu)].reverse()) {
    if (++ends > maxEnds) return null;
    const place = line.slice(index + 1).trim();
    const names = line.slice(0, index).trim();
    if (readContainer(place, venues) !== null && readNameList(names)?.isCertain) return { names, place };
  }
  return null;
}

/** Places at which names may end. */
const maxEnds = 40;

interface Byline {
  readonly names: string;
  /** Where it was published, with the year. */
  readonly place: string;
}

/** Names, then any container with a year; else null. */
export function splitByline(line: string): Byline | null {
  return splitAtStop(line) ?? splitAtComma(line);
}

/** `Ann Bee and Cy Dee. Journal of Tides, 2020.`, `Bee A, Dee C. Journal of Tides, 2020` */
export function splitAtStop(line: string): Byline | null {
  if (!endsWithYear(line)) return null;
  const ends = [...line.matchAll(/(?<!\b\p{Lu})\.\s+(?=\p{Lu})/gu)];
  // That of an initial after a name is tried last: it may be that of `Ann B. Bee`.
  const initialEnds = [...line.matchAll(/(?<=\p{L}{2} \p{Lu}{1,2})\.\s+(?=\p{Lu})/gu)];
  for (const end of [...ends, ...initialEnds].slice(0, maxEnds)) {
    const names = line.slice(0, end.index).replace(/^[\s,.–—-]*(?:by\s)?/, "");
    const byline = readByline(names, line.slice(end.index + 1), initialEnds.includes(end));
    if (byline !== null) return byline;
  }
  return null;
}

/** `Ann Bee, Cy Dee, Journal of Tides, 2020`: names, then a container that is no further person. */
function splitAtComma(line: string): Byline | null {
  if (!endsWithYear(line)) return null;
  const start = /^[\s,.–—-]*(?:by\s)?/.exec(line)?.[0].length ?? 0;
  const commas = [...line.matchAll(/,\s+(?=\p{Lu}|\p{Ll}{1,3}\p{Lu})/gu)].slice(-2).reverse();
  for (const { index } of commas) {
    const byline = readByline(line.slice(start, index), line.slice(index + 1), true);
    if (byline !== null) return byline;
  }
  return null;
}

function endsWithYear(line: string): boolean {
  return line.length <= maxLength && /(?:19|20)\d{2}\.?\s*$/.test(line);
}

const initialsFirst = /^\p{Lu}{1,3} \p{Lu}\p{Ll}{1,20}$/u;

/** At least two people, then a place with its year. @param mayBePerson the place may be the surname of another one */
function readByline(before: string, after: string, mayBePerson: boolean): Byline | null {
  const [names, place] = [before.trim(), after.trim().replace(/\.$/, "")];
  const venue = readUnknownVenue(place)?.venue ?? null;
  if (venue === null || (mayBePerson && namesNoVenue(venue, true))) return null;
  // `A Fay, CJ Hay`: one more of those with initials first.
  if (mayBePerson && initialsFirst.test(venue) && initialsFirst.test(names.split(", ").at(-1) ?? ""))
    return null;
  const list = readNameList(names);
  return list?.isCertain && list.people >= 2 ? { names, place } : null;
}
