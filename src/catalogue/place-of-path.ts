import { readVenue } from "./entry/read-venue.js";
import type { VenueRegistry } from "./venues.js";

/** What the name of a file or of a folder says of all papers in it. */
export interface PlaceOfPath {
  readonly venue: string;
  readonly year: number;
}

/**
 * The venue and year that a list's file or one of its folders is named after, the file before its folders:
 * `CVPR2024.md`, `ICML 2020/papers.md`; null where no whole name is a known venue and a year.
 */
export function placeOfPath(path: string, venues: VenueRegistry): PlaceOfPath | null {
  const names = path
    .replace(/\.\w{1,10}$/, "")
    .split("/")
    .slice(-5);
  for (const name of names.toReversed()) {
    const read = readVenue(name.replace(/_/g, " "), venues);
    if (read?.venue != null && read.year !== null && !read.preprint)
      return { venue: read.venue, year: read.year };
  }
  return null;
}
