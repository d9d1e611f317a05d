import { setImmediate as yieldToLoop } from "node:timers/promises";
import type { ChangedPaper, Filter, ReadFilter } from "./plan-deliveries.js";

/** How long matching may keep the event loop before others get their turn. Milliseconds. */
const maxSlice = 8;

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
  let sliceEnd = performance.now() + maxSlice;
  for (const query of queries) {
    filters.set(query, matched(query));
    if (performance.now() < sliceEnd) continue;
    await yieldToLoop();
    sliceEnd = performance.now() + maxSlice;
  }

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
