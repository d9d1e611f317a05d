import type { RecordedChange } from "../store/changes.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import { dedupeKeyOf } from "./dedupe.js";
import { filterOf, type ReadFilter } from "./plan-deliveries.js";

/**
 * The changes of a history that a subscription with this filter would have announced, in the history's order and
 * without duplicates. Pure.
 *
 * @param history newest first
 */
export function preview(
  { query, kinds }: Pick<SubscriptionSettings, "query" | "kinds">,
  history: readonly RecordedChange[],
  readFilter: ReadFilter,
): RecordedChange[] {
  const filter = filterOf(query, readFilter);
  const matching = history.filter((change) => kinds.includes(change.kind) && filter(change));
  const keyOf = (change: RecordedChange) => JSON.stringify(dedupeKeyOf(change));
  const oldest = new Map(matching.map((change) => [keyOf(change), change]));
  return matching.filter((change) => oldest.get(keyOf(change)) === change);
}
