import type { RecordedChange } from "../store/changes.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import { dedupeKeyOf, formatDedupeKey } from "./dedupe.js";
import { filterOf, type ReadFilter } from "./plan-deliveries.js";

/**
 * What a subscription with this filter would have announced over a history, in the history's own order: the same of
 * two lists once. Pure.
 *
 * @param history newest first
 */
export function preview(
  { query, kinds }: Pick<SubscriptionSettings, "query" | "kinds">,
  history: readonly RecordedChange[],
  readFilter: ReadFilter,
): RecordedChange[] {
  const filter = filterOf(query, readFilter);
  const wanted = history.filter((change) => kinds.includes(change.kind) && filter(change));
  const keyOf = (change: RecordedChange) => formatDedupeKey(dedupeKeyOf(change));
  const first = new Map(wanted.map((change) => [keyOf(change), change]));
  return wanted.filter((change) => first.get(keyOf(change)) === change);
}
