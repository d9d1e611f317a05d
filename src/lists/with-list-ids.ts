import { formatQuery } from "../search/format-query.js";
import type { ListView } from "./list-view.js";

/**
 * A filter with the ids of the lists that it calls by their names; null where it has them already, calls none, or a name
 * does not say one list plainly. A list that is still to be read may have the name too, so then nothing is plain.
 */
export function withListIds(
  query: string,
  { search, lists }: Pick<ListView, "search" | "lists">,
): string | null {
  if (lists.some(({ isLoading }) => isLoading)) return null;
  const parsed = search.parse(query);
  if (parsed.kind === "invalid") return null;
  const written = formatQuery(parsed.query);
  const typed = query.split(" ");
  if (written.split(" ").every((part) => !/^-?list:/u.test(part) || typed.includes(part))) return null;
  const small = query.toLowerCase();
  const ids = [...parsed.query.with.lists, ...parsed.query.without.lists];
  const areCalled = ids.every((id) =>
    lists.some((list) => list.id === id && (small.includes(list.name.toLowerCase()) || small.includes(id))),
  );
  return areCalled ? written : null;
}
