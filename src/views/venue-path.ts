import { optionalNumber, path, rest, wholeNumber } from "../interactions/path.js";

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

/** The beginning of a venue's name, as the path holds it. */
export function venueKey(venue: string | null): string {
  return (venue ?? "").slice(0, maxNameLength).toWellFormed();
}
