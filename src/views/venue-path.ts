import { optionalNumber, path, rest, wholeNumber } from "../interactions/path.js";

const written = path<{ page: number; year: number | null; venue: string }>("venue", {
  page: wholeNumber,
  year: optionalNumber,
  venue: rest,
});

/** A venue's name can be a stranger's long text: a path holds its beginning, which is enough to find it by. */
const nameLength = 48;

/** Where a venue's papers are; `null` stands for the papers without a venue, or for every year. */
export const venuePath = {
  ...written,
  to: (venue: string | null, year: number | null, page: number) =>
    written.at({ page, year, venue: venueKey(venue) }),
} as const;

/** What a path holds of a venue's name. */
export function venueKey(venue: string | null): string {
  return (venue ?? "").slice(0, nameLength).toWellFormed();
}
