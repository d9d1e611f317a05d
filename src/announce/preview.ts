import type { Change } from "../catalogue/change.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import type { ReadFilter } from "./plan-deliveries.js";

/**
 * What a subscription with this filter would have announced over a history, in the history's own order. Pure.
 *
 * @param history of any shape that has changes: the recorded one, or a replay of the list's whole past.
 */
export function preview<Item extends Change>(
  { query, kinds }: Pick<SubscriptionSettings, "query" | "kinds">,
  history: readonly Item[],
  readFilter: ReadFilter,
): Item[] {
  const filter = query === "" ? () => true : (readFilter(query) ?? (() => false));
  return history.filter(({ kind, paper }) => kinds.includes(kind) && filter(paper));
}
