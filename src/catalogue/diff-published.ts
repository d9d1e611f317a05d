import type { VenueRegistry } from "./venues.js";

const notYet =
  /^(?:under review|in submission|submitted|preprint|withdrawn|rejected|to appear|tbd|n\/?a|-)\b/i;

/** Whether a venue is a place of publication: not a preprint server, and not a note that there is none yet. */
export function isPublished(venue: string | null, venues: VenueRegistry): venue is string {
  return venue !== null && !notYet.test(venue) && venues.find(venue)?.kind !== "preprint";
}
