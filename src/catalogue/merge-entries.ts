import type { Link, Paper } from "./paper.js";
import { linkKey } from "./paper-keys.js";
import { isPublished, type VenueRegistry } from "./venues.js";

/** Merges all entries of one paper: the first, with the venue of publication, year, authors and links it lacks. */
export function mergeEntries(first: Paper, others: readonly Paper[], venues: VenueRegistry): Paper {
  if (others.length === 0) return first;
  const entries = [first, ...others];
  const published = entries.find(({ venue }) => isPublished(venue, venues)) ?? first;
  return {
    ...first,
    venue: published.venue ?? entries.find(({ venue }) => venue !== null)?.venue ?? null,
    year: published.year ?? entries.find(({ year }) => year !== null)?.year ?? null,
    links: distinctLinks(entries.flatMap(({ links }) => links)),
    arxivId: entries.find(({ arxivId }) => arxivId !== null)?.arxivId ?? null,
    authors: entries.find(({ authors }) => authors !== null)?.authors ?? null,
    tags: [...new Set(entries.flatMap(({ tags }) => tags))],
  };
}

function distinctLinks(links: readonly Link[]): Link[] {
  const byKey = new Map<string, Link>();
  for (const link of links) {
    const key = `${link.kind} ${linkKey(link) ?? link.url}`;
    if (!byKey.has(key)) byKey.set(key, link);
  }
  return [...byKey.values()];
}
