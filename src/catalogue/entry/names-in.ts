import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";

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
  return readNameList(names)?.isCertain === true ? names : null;
}
