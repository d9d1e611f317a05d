import { arxivIdOf } from "./arxiv-id.js";
import type { Candidate } from "./entry/candidate.js";
import { namesPublisher } from "./entry/names-publisher.js";
import type { Entry } from "./entry/read-entry.js";
import type { VenueStatement } from "./entry/read-venue.js";
import type { Section } from "./entry/section.js";
import { memo } from "./memo.js";
import type { Link, Paper } from "./paper.js";
import { paperId } from "./paper-id.js";
import { createLinkResolver, type ResolveLinks } from "./relative-links.js";

/** An entry as a paper: with its id, and with the venue and year that its headings state. */
export function toPaper(
  { entry, section, line }: Candidate,
  resolveLinks: ResolveLinks = dropRelative,
): Paper {
  const { id, arxivId } = idsOf(entry);
  const { venue, year } = chooseVenue(entry.statements, section);
  return {
    id,
    title: entry.title,
    venue,
    year,
    links: resolveLinks(entry.links),
    arxivId,
    authors: entry.authors,
    tags: entry.tags,
    line,
  };
}

const dropRelative = createLinkResolver({ path: "" });

const idsOf = memo(({ title, links }: Entry) => {
  return { id: paperId(title), arxivId: firstArxivId(links) };
});

function firstArxivId(links: readonly Link[]): string | null {
  for (const { url } of links) {
    const id = arxivIdOf(url);
    if (id) return id;
  }
  return null;
}

/**
 * The venue and year of a paper, out of everything that its entry and its headings state.
 *
 * Venue and year belong together, so a statement with both is preferred. A venue is preferred to a preprint server, and
 * the entry to its heading. A publisher is the last of the venues. A lone date (often a preprint's) only fills a gap.
 */
function chooseVenue(
  statements: readonly VenueStatement[],
  section: Section,
): { readonly venue: string | null; readonly year: number | null } {
  const ownYear = dated(statements)?.year ?? null;
  const published = statements.filter((statement) => statement.venue !== null && !statement.preprint);
  const named = published.filter(({ venue }) => venue !== null && !namesPublisher(venue));
  const publisher = section.venue === null ? (dated(published) ?? published[0]) : undefined;
  const own = dated(named) ?? named[0] ?? publisher;
  if (own) {
    const headed = section.venue === null || section.venue === own.venue ? section.year : null;
    return { venue: own.venue, year: own.year ?? headed ?? ownYear ?? section.year };
  }
  const preprints = statements.filter((statement) => statement.preprint);
  const preprint = dated(preprints) ?? preprints[0];
  if (section.venue !== null && !(section.preprint && preprint))
    return { venue: section.venue, year: section.year ?? ownYear };
  return { venue: preprint?.venue ?? null, year: preprint?.year ?? ownYear ?? section.year };
}

function dated(statements: readonly VenueStatement[]): VenueStatement | undefined {
  return statements.find(({ year }) => year !== null);
}
