import type { Change } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";
import type { Subscription } from "../store/subscription.js";

/** A paper, and the list in which it changed. */
export type ChangedPaper = Pick<RecordedChange, "paper" | "listId">;

/** What a subscription's query asks of a paper that changed, or null where the query can not be read. */
export type ReadFilter = (query: string) => ((changed: ChangedPaper) => boolean) | null;

/** Whether a channel was told of the same by another list. */
export type ToldAlready = (channelId: string, change: RecordedChange) => boolean;

/** How changes are told. `none`: kept in the history, and nobody hears of them. */
export type Telling = "announcements" | "digest" | "none";

/**
 * Which subscriptions hear of which changes. Pure; each filter is read once and asked once of each paper, however
 * many subscriptions share it. A paper that several lists have is told once a channel.
 */
export function planDeliveries(
  changes: readonly RecordedChange[],
  subscriptions: readonly Subscription[],
  readFilter: ReadFilter,
  telling: Telling,
  toldAlready: ToldAlready = () => false,
): Delivery[] {
  if (telling === "none") return [];
  const byQuery = new Map<string, readonly RecordedChange[]>();
  const wanted = (query: string) => {
    const known = byQuery.get(query);
    if (known) return known;
    const filter = query === "" ? () => true : (readFilter(query) ?? (() => false));
    const fitting = changes.filter(filter);
    byQuery.set(query, fitting);
    return fitting;
  };
  return subscriptions.flatMap(({ id, channelId, query, kinds }) =>
    wanted(query)
      .filter((change) => kinds.includes(change.kind) && !toldAlready(channelId, change))
      .map((change) => ({
        subscriptionId: id,
        paperId: change.paper.id,
        kind: change.kind,
        occasion: occasionOf(change),
        changeId: change.id,
        digest: telling === "digest",
      })),
  );
}

/**
 * What makes a second change of one kind to one paper worth telling: another venue, another edit. Nothing makes a
 * paper new twice, nor its code.
 */
export function occasionOf({
  kind,
  paper,
  revision,
}: Omit<Change, "before"> & Pick<RecordedChange, "revision">): string {
  if (kind === "accepted") return paper.venue ?? "";
  return kind === "edited" || kind === "removed" ? revision.sha : "";
}
