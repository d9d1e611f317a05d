import { linkKinds } from "../catalogue/paper.js";
import { choice, text } from "../interactions/option.js";
import { escapeMarkdown } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import type { Button } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import type { Query } from "../search/query.js";
import { findVenue } from "./known-venue.js";
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

/** An option with a mistake, and the option without it if it is plain what was meant. */
interface OptionMistake {
  readonly message: string;
  readonly corrected: FilterValues | null;
}

/** How many mistakes of the options are corrected. */
const maxMistakes = 3;

/**
 * The query narrowed by options; an option replaces the same filter of the text.
 *
 * @param buttonOf the button with what a corrected query finds
 * @throws {UserError} for an unknown list or venue, or something that is not a year; with that button.
 */
export function narrow(
  query: Query,
  values: FilterValues,
  listView: ListView,
  buttonOf: (query: Query) => Button | null,
): Query {
  const read = readOptions(query, values, listView);
  if (!("message" in read)) return read;
  let corrected: Query | OptionMistake = read;
  for (let mistakes = 0; mistakes < maxMistakes && "message" in corrected; mistakes++) {
    if (corrected.corrected === null) break;
    corrected = readOptions(query, corrected.corrected, listView);
  }
  const instead = "message" in corrected ? null : buttonOf(corrected);
  throw new UserError(read.message, instead === null ? [] : [instead]);
}

function readOptions(query: Query, values: FilterValues, listView: ListView): Query | OptionMistake {
  const { list, venue, year, has } = values;
  let filters = query.with;
  if (list !== undefined) {
    const read = listView.search.parseFilter("list", list);
    if (read.kind === "invalid") return mistaken(read, values, "list");
    filters = { ...filters, lists: read.filters.lists };
  }
  if (venue !== undefined) {
    const read = readVenues(venue, listView);
    if (read.kind === "invalid") return mistaken(read, values, "venue");
    filters = { ...filters, venues: read.venues };
  }
  if (year !== undefined) {
    const read = listView.search.parseFilter("year", year.replace(/\s+/gu, ""));
    if (read.kind === "invalid") return mistaken(read, values, "year");
    filters = { ...filters, years: read.filters.years };
  }
  if (has !== undefined) filters = { ...filters, has: [...new Set([...filters.has, has])] };
  return filters === query.with ? query : { ...query, with: filters };
}

function mistaken(
  { message, instead }: { readonly message: string; readonly instead: string | null },
  values: FilterValues,
  option: keyof FilterValues,
): OptionMistake {
  return {
    message: escapeMarkdown(message),
    corrected: instead === null ? null : { ...values, [option]: instead },
  };
}

/** One venue, whose name may have a comma, or several with commas between. */
function readVenues(
  text: string,
  listView: ListView,
):
  | { readonly kind: "venues"; readonly venues: readonly string[] }
  | { readonly kind: "invalid"; readonly message: string; readonly instead: string | null } {
  const whole = findVenue(text, listView);
  if (whole.kind === "venue") return { kind: "venues", venues: [whole.venue] };
  const venues: string[] = [];
  for (const name of text.split(",").map((part) => part.trim())) {
    if (name === "") continue;
    const found = findVenue(name, listView);
    if (found.kind === "venue") venues.push(found.venue);
    else return { ...found, kind: "invalid", instead: found.instead && text.replace(name, found.instead) };
  }
  return { kind: "venues", venues };
}
