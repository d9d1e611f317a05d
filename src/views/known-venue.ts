import { plainLine, safe, truncate } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import type { Button } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { nearestName } from "../search/nearest-name.js";
import { plainlyMeant } from "../search/plain-name.js";
import { venuesOf } from "./suggestions.js";

/** The venue of the list that a text names, in any case and also by another of its names; or what is wrong. */
export type FoundVenue =
  | { readonly kind: "venue"; readonly venue: string }
  /** A plain sentence, and the venue that was probably meant. */
  | { readonly kind: "unknown"; readonly message: string; readonly instead: string | null };

export function findVenue(text: string, listView: ListView): FoundVenue {
  const venues = venuesOf(listView);
  const same = venues.find((venue) => venue.toLowerCase() === text.toLowerCase());
  const begins = venues.find((venue) => truncate(venue, 100) === text);
  const parsed = listView.search.parseFilter("venue", text);
  // `iclr24` says more than a venue.
  const isVenue = parsed.kind === "filters" && parsed.filters.years.length === 0;
  const [named, ...more] = isVenue ? parsed.filters.venues : [];
  const alias = venues.find((venue) => venue === named && more.length === 0);
  const known = same ?? begins ?? alias ?? plainlyMeant(text, venues, (venue) => venue);
  if (known !== null) return { kind: "venue", venue: known };
  const instead = nearestName(text, venues);
  const some = venues.slice(0, 5).map((venue) => plainLine(truncate(venue, 60)));
  const advice =
    instead === null
      ? `It has ${some.join(", ")}${venues.length > 5 ? " and others" : ""}.`
      : `Did you mean ${plainLine(truncate(instead, 100))}?`;
  return {
    kind: "unknown",
    message: `The list has no papers of “${plainLine(truncate(text, 100))}”. ${advice}`,
    instead,
  };
}

/**
 * The same, for one that must be known.
 *
 * @param buttonOf the button for the venue that was probably meant
 * @throws {UserError} with that button.
 */
export function knownVenue(text: string, listView: ListView, buttonOf: (venue: string) => Button): string {
  const found = findVenue(text, listView);
  if (found.kind === "venue") return found.venue;
  throw new UserError(safe(found.message, 400), found.instead === null ? [] : [buttonOf(found.instead)]);
}
