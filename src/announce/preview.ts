import type { RecordedChange } from "../store/changes.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import { occasionOf, type ReadFilter } from "./plan-deliveries.js";

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
  const filter = query === "" ? () => true : (readFilter(query) ?? (() => false));
  const wanted = history.filter((change) => kinds.includes(change.kind) && filter(change));
  const first = new Map(wanted.map((change) => [identityOf(change), change]));
  return wanted.filter((change) => first.get(identityOf(change)) === change);
}

/** What is told once to a channel, whichever list it is from. */
function identityOf(change: RecordedChange): string {
  return JSON.stringify([change.paper.id, change.kind, occasionOf(change)]);
}
