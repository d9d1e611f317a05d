import { memo } from "../catalogue/memo.js";
import { linkKinds } from "../catalogue/paper.js";
import type { Filters, Query } from "./query.js";

/** What stands between two values of a filter: `2022 to 2024`, `iclr or icml`. */
export const betweenValues = /^(?:[,–-]|to|until|till|or|and)(?!\S)/iu;

/**
 * The shortest text that parses to the same query: filters first, then the words as typed; words that would go on a
 * filter's value come before.
 */
export const formatQuery = memo(({ id, text, with: wanted, without }: Query): string => {
  const parts = [
    id === null ? "" : `id:${/^[^/]+\.[^/]*\//u.test(id) ? "https://" : ""}${id}`,
    ...filterTexts(wanted),
    ...[...filterTexts(without), ...without.words].map((text) => `-${text}`),
  ];
  return (betweenValues.test(text) ? [text, ...parts] : [...parts, text])
    .filter((part) => part !== "")
    .join(" ");
});

/** Each filter alone, as typed: `list:quantization`, `venue:ICLR,ICML`, `year:2022..2024`, `"exact words"`. */
export function filterTexts({
  lists,
  venues,
  years,
  has,
  authors,
  title,
  phrases,
}: Filters): readonly string[] {
  const kinds = linkKinds.filter((kind) => has.includes(kind));
  return [
    ...filterText("list", lists),
    ...filterText(
      "venue",
      venues.filter((venue) => !venue.includes(",")),
    ),
    ...venues.filter((venue) => venue.includes(",")).flatMap((venue) => filterText("venue", [venue])),
    ...filterText(
      "year",
      years.map(({ from, to }) => (from === to ? `${from}` : `${from ?? ""}..${to ?? ""}`)),
    ),
    ...filterText(
      "has",
      kinds.map((kind) => kind.replaceAll(" ", "-")),
    ),
    ...filterText("author", authors),
    ...title.flatMap((words) => filterText("title", [words])),
    ...phrases.map((phrase) => `"${phrase}"`),
  ];
}

function filterText(key: string, values: readonly string[]): string[] {
  const value = values.join(",");
  return values.length === 0 ? [] : [`${key}:${/\s/u.test(value) ? `"${value}"` : value}`];
}
