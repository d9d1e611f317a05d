import { linkKinds } from "../catalogue/paper.js";
import { formatQuery } from "../search/format-query.js";
import { emptyQuery, type Query, withFilters } from "../search/query.js";
import type { Library } from "./context.js";
import { knownVenue } from "./known-venue.js";
import { choice, integer, text } from "./option.js";
import { suggestVenues, suggestYears } from "./suggestions.js";

/** The options by which commands narrow what they show. */
export const filterOptions = {
  venue: text("Only this venue", { suggest: suggestVenues }),
  year: integer("Only this year", { min: 1900, max: 2100, suggest: suggestYears }),
  has: choice(
    "Only papers with this kind of link",
    linkKinds.filter((kind) => kind !== "other"),
  ),
};

interface FilterValues {
  readonly venue: string | undefined;
  readonly year: number | undefined;
  readonly has: Exclude<(typeof linkKinds)[number], "other"> | undefined;
}

/** The query narrowed by the options that were given. Throws a UserError for a venue that the list does not have. */
export function narrow(query: Query, { venue, year, has }: FilterValues, library: Library): Query {
  return withFilters(query, {
    ...(venue === undefined ? {} : { venue: knownVenue(venue, library) }),
    ...(year === undefined ? {} : { year }),
    ...(has === undefined ? {} : { has }),
  });
}

/** The options alone, written as a query. */
export function filterText(values: FilterValues, library: Library): string {
  return formatQuery(narrow(emptyQuery, values, library));
}
