import type { MergedPaper } from "../catalogue/merged-paper.js";
import { optionalNumber, path, rest, wholeNumber } from "../interactions/path.js";
import type { ListView } from "../lists/list-view.js";

const written = path<{ page: number; year: number | null; venue: string }>("venue", {
  page: wholeNumber,
  year: optionalNumber,
  venue: rest,
});

/** A venue's name can be a long untrusted text: the path holds its beginning, which is enough to find it. */
const maxNameLength = 48;

/** The path of a venue's papers; `null` is for papers without a venue, or for every year. */
export const venuePath = {
  ...written,
  to: (venue: string | null, year: number | null, page: number) =>
    written.at({ page, year, venue: venueKey(venue) }),
} as const;

/** The papers that such a path lists, newest first. */
export function papersOfVenue(
  { venue, year }: { readonly venue: string; readonly year: number | null },
  { papers }: Pick<ListView, "papers">,
): readonly MergedPaper[] {
  return papers
    .filter((paper) => venueKey(paper.venue) === venue && (year === null || paper.year === year))
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
}

/** The beginning of a venue's name, as the path holds it. */
export function venueKey(venue: string | null): string {
  return (venue ?? "").slice(0, maxNameLength).toWellFormed();
}
