import type { Change } from "../catalogue/change.js";
import type { Paper } from "../catalogue/paper.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";
import type { Subscription } from "../store/subscription.js";

/** What a subscription's query asks of a paper, or null where the query can not be read. */
export type ReadFilter = (query: string) => ((paper: Paper) => boolean) | null;

/** How changes are told. `none`: kept in the history, and nobody hears of them. */
export type Telling = "announcements" | "digest" | "none";

/**
 * Which subscriptions hear of which changes. Pure; each filter is read once and asked once of each paper, however
 * many subscriptions share it.
 */
export function planDeliveries(
  changes: readonly RecordedChange[],
  subscriptions: readonly Subscription[],
  readFilter: ReadFilter,
  telling: Telling,
): Delivery[] {
  if (telling === "none") return [];
  const byQuery = new Map<string, readonly RecordedChange[]>();
  const wanted = (query: string) => {
    const known = byQuery.get(query);
    if (known) return known;
    const filter = query === "" ? () => true : (readFilter(query) ?? (() => false));
    const fitting = changes.filter((change) => filter(change.paper));
    byQuery.set(query, fitting);
    return fitting;
  };
  return subscriptions.flatMap(({ id, query, kinds }) =>
    wanted(query)
      .filter(({ kind }) => kinds.includes(kind))
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
export function occasionOf({ kind, paper, revision }: Change & Pick<RecordedChange, "revision">): string {
  if (kind === "accepted") return paper.venue ?? "";
  return kind === "edited" || kind === "removed" ? revision.sha : "";
}
