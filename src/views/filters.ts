import { linkKinds } from "../catalogue/paper.js";
import { choice, text } from "../interactions/option.js";
import { code, escapeMarkdown } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import type { ListView } from "../lists/list-view.js";
import { formatQuery } from "../search/format-query.js";
import { emptyQuery, type Query, withFilters } from "../search/query.js";
import { knownVenue } from "./known-venue.js";
import { suggestLists, suggestVenues, suggestYears } from "./suggestions.js";

/** The options by which commands narrow what they show. */
export const filterOptions = {
  list: text("Only this list, or these: quantization,efficient-llm", { suggest: suggestLists }),
  venue: text("Only this venue, or these: ICLR,ICML", { suggest: suggestVenues }),
  year: text("Only this year, or these: 2022..2024, >=2023", {
    suggest: (...typed) => suggestYears(...typed).map(({ name }) => ({ name, value: name })),
  }),
  has: choice(
    "Only papers with this kind of link",
    linkKinds.filter((kind) => kind !== "other"),
  ),
};

interface FilterValues {
  readonly list: string | undefined;
  readonly venue: string | undefined;
  readonly year: string | undefined;
  readonly has: Exclude<(typeof linkKinds)[number], "other"> | undefined;
}

/**
 * The query narrowed by the options that were given; an option takes the place of the same filter in the text.
 *
 * @throws {UserError} for a list or a venue that there is not, or a year that is none.
 */
export function narrow(query: Query, { list, venue, year, has }: FilterValues, listView: ListView): Query {
  const narrowed = withFilters(query, has === undefined ? {} : { has });
  const venues = venue?.split(",").filter((name) => name.trim() !== "");
  return {
    ...narrowed,
    with: {
      ...narrowed.with,
      ...(list === undefined ? {} : { lists: knownLists(list, listView) }),
      ...(venues === undefined ? {} : { venues: venues.map((name) => knownVenue(name.trim(), listView)) }),
      ...(year === undefined ? {} : { years: readYears(year, listView) }),
    },
  };
}

/**
 * The ids of the lists that a text names, with commas between.
 *
 * @throws {UserError} that names the nearest one.
 */
export function knownLists(text: string, { search }: ListView): readonly string[] {
  const parsed = search.parse(`list:"${text.replaceAll('"', "")}"`);
  const ids = parsed.kind === "query" ? parsed.query.with.lists : [];
  if (ids.length > 0) return ids;
  throw new UserError(
    parsed.kind === "invalid" ? escapeMarkdown(parsed.message) : `${code(text)} names no list.`,
  );
}

function readYears(text: string, { search }: ListView): Query["with"]["years"] {
  const parsed = search.parse(`year:${text.replace(/\s+/g, "")}`);
  if (parsed.kind === "query") return parsed.query.with.years;
  throw new UserError(`${code(text)} is no year: ${escapeMarkdown(parsed.message)}`);
}

/** The options alone, written as a query. */
export function filterText(values: FilterValues, listView: ListView): string {
  return formatQuery(narrow(emptyQuery, values, listView));
}
