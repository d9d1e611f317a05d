import type { Paper } from "../../catalogue/paper.js";
import { parseList } from "../../catalogue/parse-list.js";
import type { VenueRegistry } from "../../catalogue/venues.js";
import { dropPapers } from "../text/drop-papers.js";

/** A large list's past is told in about so many versions. */
const maxVersions = 12;
/** Fewer papers than the bot takes for an accident. */
const maxAtOnce = 30;

/**
 * How a list may have grown: its older versions, oldest first, the last one being the list itself, exactly.
 *
 * The papers came year by year; those of one year, where it is the only one, from the end of the list up. A version
 * that does not read as meant is left out: its papers come with the next.
 */
export function pastVersions(markdown: string, venues: VenueRegistry): string[] {
  const { papers } = parseList(markdown, venues);
  const lots = arrivals(papers);
  const versions = lots.slice(1).flatMap((_, index) => {
    const later = new Set(
      lots
        .slice(index + 1)
        .flat()
        .map(({ id }) => id),
    );
    const version = dropPapers(markdown, later, venues);
    const meant = papers.filter(({ id }) => !later.has(id));
    return sameIds(parseList(version, venues).papers, meant) ? [version] : [];
  });
  return [...versions, markdown];
}

/** The papers in the order and in the lots in which they came. */
function arrivals(papers: readonly Paper[]): Paper[][] {
  const years = [...new Set(papers.map(({ year }) => year ?? 0))].sort((one, other) => one - other);
  const size = Math.max(maxAtOnce, Math.ceil(papers.length / maxVersions));
  if (years.length < 2) return chunks([...papers].reverse(), Math.min(size, Math.ceil(papers.length / 4)));
  return years.flatMap((year) =>
    chunks(
      papers.filter((paper) => (paper.year ?? 0) === year),
      size,
    ),
  );
}

function chunks(papers: readonly Paper[], size: number): Paper[][] {
  const found: Paper[][] = [];
  for (let from = 0; from < papers.length; from += size) found.push(papers.slice(from, from + size));
  return found;
}

function sameIds(papers: readonly Paper[], others: readonly Paper[]): boolean {
  const ids = new Set(papers.map(({ id }) => id));
  return ids.size === others.length && others.every(({ id }) => ids.has(id));
}
