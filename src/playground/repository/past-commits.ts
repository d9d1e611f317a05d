import type { Paper } from "../../catalogue/paper.js";
import { parseList } from "../../catalogue/parse-list.js";
import type { VenueRegistry } from "../../catalogue/venues.js";
import { hasExactly } from "../edits/edit.js";
import { dropPapers } from "../text/drop-papers.js";
import type { Commit } from "./create-repository.js";

/** Seconds between two commits, so that the preview of a subscription finds papers in each month. */
const month = 30 * 24 * 3600;
const sinceNewest = 2 * 24 * 3600;

/** A target: large lists have about this many versions. */
const maxVersions = 12;
/** Below the number of papers that the surge guard holds. */
const maxAtOnce = 30;

/** A list's older versions as monthly commits, oldest first, the list itself last. */
export function pastCommits(list: string, venues: VenueRegistry, now: Date): Commit[] {
  const versions = pastVersions(list, venues);
  const newest = Math.floor(now.getTime() / 1000) - sinceNewest;
  return versions.map((markdown, index) => ({
    markdown,
    message: index === 0 ? "Start the list" : "Add papers",
    at: newest - (versions.length - 1 - index) * month,
  }));
}

/**
 * A plausible history of a list: older versions, oldest first, and the exact list last.
 *
 * Papers are added year by year; in a list of one year, from its end upwards. A version that does not parse as
 * intended is skipped, so its papers come with the next.
 */
export function pastVersions(markdown: string, venues: VenueRegistry): string[] {
  const { papers } = parseList(markdown, venues);
  const batches = batchesOf(papers);
  const versions = batches.slice(1).flatMap((_, index) => {
    const later = new Set(batches.slice(index + 1).flatMap((batch) => batch.map(({ id }) => id)));
    const version = dropPapers(markdown, later, venues);
    const expected = papers.map(({ id }) => id).filter((id) => !later.has(id));
    return hasExactly(parseList(version, venues).papers, expected) ? [version] : [];
  });
  return [...versions, markdown];
}

/** The papers in batches, in the order of their addition. */
function batchesOf(papers: readonly Paper[]): Paper[][] {
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
