import type { AnnounceMode } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";
import type { Subscription } from "../store/subscription.js";
import { dedupeKeyOf } from "./dedupe.js";

/** A paper, and the list in which it changed. */
export type ChangedPaper = Pick<RecordedChange, "paper" | "listId">;

/** What a subscription's query asks of a paper that changed, or null where the query can not be read. */
export type ReadFilter = (query: string) => ((changed: ChangedPaper) => boolean) | null;

/** What a subscription's query asks: nothing where it is empty, and nothing fits one that can not be read. */
export function filterOf(query: string, readFilter: ReadFilter): (changed: ChangedPaper) => boolean {
  return query === "" ? () => true : (readFilter(query) ?? (() => false));
}

/** Whether a channel was told of the same by another list. */
export type IsDuplicate = (channelId: string, change: RecordedChange) => boolean;

/**
 * Which subscriptions hear of which changes. Pure; each filter is read once and asked once of each paper, however
 * many subscriptions share it. A paper that several lists have is told once a channel.
 */
export function planDeliveries(
  changes: readonly RecordedChange[],
  subscriptions: readonly Subscription[],
  readFilter: ReadFilter,
  mode: AnnounceMode,
  toldAlready: IsDuplicate = () => false,
): Delivery[] {
  if (mode === "none") return [];
  const byQuery = new Map<string, readonly RecordedChange[]>();
  const wanted = (query: string) => {
    const known = byQuery.get(query);
    if (known) return known;
    const fitting = changes.filter(filterOf(query, readFilter));
    byQuery.set(query, fitting);
    return fitting;
  };
  return subscriptions.flatMap(({ id, channelId, query, kinds }) =>
    wanted(query)
      .filter((change) => kinds.includes(change.kind) && !toldAlready(channelId, change))
      .map((change) => ({
        subscriptionId: id,
        ...dedupeKeyOf(change),
        changeId: change.id,
        digest: mode === "digest",
      })),
  );
}
