import { linkKinds } from "../../../../src/catalogue/paper.js";
import type { Filters, Query } from "./query.js";
import { formatYears } from "./years.js";

/** The shortest text that parses to the same query: filters first, then the words as typed. */
export function formatQuery(query: Query): string {
  const parts = [
    ...(query.id === null
      ? []
      : [`id:${/^[^/]+\.[^/]*\//u.test(query.id) ? `https://${query.id}` : query.id}`]),
    ...filterTexts(query.with),
    ...filterTexts(query.without).map((text) => `-${text}`),
    ...query.without.words.map((word) => `-${word}`),
    query.text,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Each filter alone, as it would be typed: `list:quantization`, `venue:ICLR,ICML`, `year:2022..2024`, `"exact words"`. */
export function filterTexts(filters: Filters): readonly string[] {
  const venues = filters.venues.filter((venue) => !venue.includes(","));
  const oddVenues = filters.venues.filter((venue) => venue.includes(","));
  return [
    ...(filters.lists.length > 0 ? [`list:${filters.lists.join(",")}`] : []),
    ...(venues.length > 0 ? [`venue:${quoted(venues.join(","))}`] : []),
    ...oddVenues.map((venue) => `venue:${quoted(venue)}`),
    ...(filters.years.length > 0 ? [`year:${filters.years.map(formatYears).join(",")}`] : []),
    ...(filters.has.length > 0
      ? [
          `has:${linkKinds
            .filter((kind) => filters.has.includes(kind))
            .map((kind) => kind.replaceAll(" ", "-"))
            .join(",")}`,
        ]
      : []),
    ...filters.title.map((title) => `title:${quoted(title)}`),
    ...filters.phrases.map((phrase) => `"${phrase}"`),
  ];
}

function quoted(value: string): string {
  return /\s/u.test(value) ? `"${value}"` : value;
}
