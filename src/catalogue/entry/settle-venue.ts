import type { VenueStatement } from "./read-venue.js";
import type { Section } from "./section.js";

/**
 * Where and when a paper was published, of all that its entry and its headings say.
 *
 * Venue and year belong together, so one statement that has both goes first; a venue goes before a preprint server, what
 * an entry says before what its heading says, and a lone date (of a preprint, often) only fills a gap.
 */
export function settleVenue(
  statements: readonly VenueStatement[],
  section: Section,
): { readonly venue: string | null; readonly year: number | null } {
  const published = statements.filter((statement) => statement.venue !== null && !statement.preprint);
  const preprints = statements.filter((statement) => statement.preprint);
  const ownYear = statements.find((statement) => statement.year !== null)?.year ?? null;
  const own = published.find((statement) => statement.year !== null) ?? published[0];
  if (own) {
    const headed = section.venue === null || section.venue === own.venue ? section.year : null;
    const year = own.year ?? headed ?? ownYear ?? section.year;
    return { venue: own.venue, year };
  }
  if (section.venue !== null) return { venue: section.venue, year: section.year ?? ownYear };
  const preprint = preprints.find((statement) => statement.year !== null) ?? preprints[0];
  return { venue: preprint?.venue ?? null, year: preprint?.year ?? ownYear ?? section.year };
}
