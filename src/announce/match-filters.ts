import { eachInSlices } from "../reading/in-slices.js";
import type { ChangedPaper, Filter, ReadFilter } from "./filter.js";

/**
 * Applies thousands of queries to changes, and gives way to others in between.
 *
 * @returns a reader of filters that knows the answers. A query that was not among these is read when it is asked for: a
 *   subscription may be added in the meantime.
 */
export async function matchFilters(
  queries: readonly string[],
  changed: readonly ChangedPaper[],
  readFilter: ReadFilter,
): Promise<ReadFilter> {
  const filters = new Map<string, Filter | null>();
  await eachInSlices(queries, (query) => filters.set(query, matched(query)));

  function matched(query: string): Filter | null {
    const filter = readFilter(query, changed);
    if (filter === null) return null;
    const matching = new Set(changed.filter(filter));
    return (change) => matching.has(change);
  }

  return (query) => {
    const filter = filters.get(query) ?? matched(query);
    filters.set(query, filter);
    return filter;
  };
}
