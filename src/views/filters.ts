import { linkKinds } from "../catalogue/paper.js";
import { choice, text } from "../interactions/option.js";
import { escapeMarkdown } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import type { ListView } from "../lists/list-view.js";
import type { Query } from "../search/query.js";
import { knownVenue } from "./known-venue.js";
import { suggestLists, suggestVenues, suggestYears } from "./suggestions.js";

/** The options by which commands narrow what they show. */
export const filterOptions = {
  list: text("Only this list, or these: quantization,efficient-llm", { suggest: suggestLists }),
  venue: text("Only this venue, or these: ICLR,ICML", { suggest: suggestVenues }),
  year: text("Only this year, or these: 2022..2024, >=2023", {
    suggest: (...typed: Parameters<typeof suggestYears>) =>
      suggestYears(...typed).map(({ name }) => ({ name, value: name })),
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
 * The query narrowed by options; an option replaces the same filter of the text.
 *
 * @throws {UserError} for an unknown list or venue, or something that is not a year.
 */
export function narrow(query: Query, { list, venue, year, has }: FilterValues, listView: ListView): Query {
  const venues = venue?.split(",").filter((name) => name.trim() !== "");
  return {
    ...query,
    with: {
      ...query.with,
      ...(list === undefined ? {} : { lists: knownLists(list, listView) }),
      ...(venues === undefined ? {} : { venues: venues.map((name) => knownVenue(name.trim(), listView)) }),
      ...(year === undefined ? {} : { years: readFilter("year", year.replace(/\s+/g, ""), listView).years }),
      ...(has === undefined ? {} : { has: [...new Set([...query.with.has, has])] }),
    },
  };
}

/**
 * The ids of the lists in a comma-separated text.
 *
 * @throws {UserError} that suggests the nearest one.
 */
export function knownLists(text: string, listView: ListView): readonly string[] {
  return readFilter("list", text, listView).lists;
}

function readFilter(key: "list" | "year", value: string, { search }: ListView): Query["with"] {
  const parsed = search.parseFilter(key, value);
  if (parsed.kind === "filters") return parsed.filters;
  throw new UserError(escapeMarkdown(parsed.message));
}
