import type { Paper } from "./paper.js";
import { push } from "./push.js";

/** The papers of one venue and year. */
export interface VenueGroup {
  readonly venue: string | null;
  readonly year: number | null;
  readonly papers: readonly Paper[];
}

/** Groups papers by venue and year: newest year first, then by the venue's name, those without one last. */
export function groupByVenue(papers: readonly Paper[]): VenueGroup[] {
  const groups = new Map<string, Paper[]>();
  for (const paper of papers) push(groups, JSON.stringify([paper.venue, paper.year]), paper);
  return [...groups.values()]
    .flatMap((papers) => papers.slice(0, 1).map(({ venue, year }) => ({ venue, year, papers })))
    .sort(
      (a, b) =>
        (b.year ?? 0) - (a.year ?? 0) ||
        Number(a.venue === null) - Number(b.venue === null) ||
        (a.venue ?? "").localeCompare(b.venue ?? ""),
    );
}
