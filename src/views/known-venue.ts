import { escapeMarkdown, safe, truncate } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import type { ListView } from "../lists/list-view.js";
import { nearestName } from "../search/nearest-name.js";
import { venuesOf } from "./suggestions.js";

/**
 * The venue of the list that a text names, in any case and also by another of its names.
 *
 * @throws {UserError} that suggests the nearest one.
 */
export function knownVenue(text: string, listView: ListView): string {
  const venues = venuesOf(listView);
  const same = venues.find((venue) => venue.toLowerCase() === text.toLowerCase());
  const begins = venues.find((venue) => truncate(venue, 100) === text);
  const parsed = listView.search.parseFilter("venue", text);
  const [named] = parsed.kind === "filters" ? parsed.filters.venues : [];
  const alias = venues.find((venue) => venue === named);
  const known = same ?? begins ?? alias;
  if (known !== undefined) return known;
  const nearest = nearestName(text, venues);
  const advice =
    nearest === null
      ? `It has ${venues
          .slice(0, 5)
          .map((venue) => escapeMarkdown(truncate(venue, 60)))
          .join(", ")}${venues.length > 5 ? " and others" : ""}.`
      : `Did you mean **${safe(nearest, 100)}**?`;
  throw new UserError(`The list has no papers of “${safe(text, 100)}”. ${advice}`);
}
