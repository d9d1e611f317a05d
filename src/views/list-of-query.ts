import type { ListView } from "../lists/list-view.js";

/** `list:a,b` of a subscription's query, apart from the rest of it. */
export interface ListOfQuery {
  /** Ids of lists that the server sees. Empty where the query asks for none, or in a way that has to stay as it is. */
  readonly lists: readonly string[];
  readonly rest: string;
}

/** Splits what a subscription's query says of lists from the rest, for a form that asks for both. */
export function splitLists(query: string, { lists }: Pick<ListView, "lists">): ListOfQuery {
  const words = query.split(" ");
  const filters = words.filter((word) => word.startsWith("list:"));
  const [filter, ...others] = filters;
  const ids = filter?.slice("list:".length).split(",") ?? [];
  const isPlain = others.length === 0 && ids.every((id) => lists.some((list) => list.id === id));
  if (filter === undefined || !isPlain) return { lists: [], rest: query };
  return { lists: ids, rest: words.filter((word) => word !== filter).join(" ") };
}

/** A subscription's query: the search, in these lists. */
export function joinLists(lists: readonly string[], rest: string): string {
  return lists.length === 0 ? rest : `list:${lists.join(",")} ${rest}`.trim();
}
