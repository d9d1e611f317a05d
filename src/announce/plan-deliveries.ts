import type { AnnounceMode } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { dedupeKeyOf, keyText } from "./dedupe.js";
import type { SeenElsewhere, Sees } from "./seen-elsewhere.js";

/** A paper, and the list in which it changed. */
export type ChangedPaper = Pick<RecordedChange, "paper" | "listId">;

export type Filter = (changed: ChangedPaper) => boolean;

/**
 * Reads a subscription's query as a filter; null if it cannot be read.
 *
 * @param among the changes that it will be applied to, where they are known. Their venues are venues even if no list has
 *   them yet, and thousands of filters of the same changes (the same array) are fast.
 */
export type ReadFilter = (query: string, among?: readonly ChangedPaper[]) => Filter | null;

/** The filter of a subscription's query: an empty one matches everything, an unreadable one nothing. */
export function filterOf(query: string, readFilter: ReadFilter, among?: readonly ChangedPaper[]): Filter {
  return query === "" ? () => true : (readFilter(query, among) ?? (() => false));
}

/**
 * The deliveries that changes cause. Pure. Each filter is read once and applied once to each paper, however many
 * subscriptions share it.
 *
 * What several subscriptions of a channel match is told apart when messages are composed.
 *
 * A paper that is new in its list is announced as `added` where no other list that the server sees and the subscription
 * asks for had it before, and else as `also-listed`.
 *
 * @param isDuplicate whether another list has announced the same in a channel
 * @param seen the papers that other lists had before
 */
export function planDeliveries(
  changes: readonly RecordedChange[],
  subscriptions: readonly Subscription[],
  readFilter: ReadFilter,
  mode: AnnounceMode,
  isDuplicate: (channelId: string, change: RecordedChange) => boolean = () => false,
  { seen, sees }: { readonly seen: SeenElsewhere; readonly sees: Sees } = nothingSeen,
): Delivery[] {
  if (mode === "none") return [];
  const byQuery = new Map<string, readonly Match[]>();
  const matching = (query: string): readonly Match[] => {
    const known = byQuery.get(query);
    if (known) return known;
    const filter = filterOf(query, readFilter);
    const matches = changes.filter(filter).map((change): Match => {
      const before = (seen.get(change.paper.id) ?? []).filter(filter);
      return { change, listsBefore: before.map(({ listId }) => listId) };
    });
    byQuery.set(query, matches);
    return matches;
  };
  const isOfServer = ({ change: { kind }, listsBefore }: Match, guildId: string) => {
    if (kind !== "added" && kind !== "also-listed") return true;
    return listsBefore.some((list) => sees(guildId, list)) === (kind === "also-listed");
  };
  return subscriptions.flatMap(({ id, guildId, channelId, query, kinds }) =>
    matching(query)
      .filter(
        (match) =>
          kinds.includes(match.change.kind) &&
          isOfServer(match, guildId) &&
          !isDuplicate(channelId, match.change),
      )
      .map(({ change }) => ({
        subscriptionId: id,
        ...dedupeKeyOf(change),
        changeId: change.id,
        digest: mode === "digest",
      })),
  );
}

/** A change that a filter matches. */
interface Match {
  readonly change: RecordedChange;
  /** The lists that had a new paper before, of those that the filter asks for. */
  readonly listsBefore: readonly string[];
}

const nothingSeen = { seen: new Map(), sees: () => false } as const;

/**
 * The changes of a history that a subscription with this filter would have announced, in the history's order and
 * without duplicates. Pure.
 *
 * @param history newest first
 * @param seenElsewhere a new paper as the other lists have it that had it before; none where that is not known
 */
export function preview(
  { query, kinds }: Pick<SubscriptionSettings, "query" | "kinds">,
  history: readonly RecordedChange[],
  readFilter: ReadFilter,
  seenElsewhere: (change: RecordedChange) => readonly ChangedPaper[] = () => [],
): RecordedChange[] {
  const filter = filterOf(query, readFilter);
  const additionOf = ({ listId, paper }: RecordedChange) => `${listId} ${paper.id}`;
  const also = new Set(history.filter(({ kind }) => kind === "also-listed").map(additionOf));
  const isAlso = (change: RecordedChange) => {
    if (!also.has(additionOf(change))) return false;
    const before = seenElsewhere(change);
    // Where it is not known which lists had it: one that the server sees, or the subscription asks for one list.
    return before.length > 0 ? before.some(filter) : !/(?:^|\s)list:/i.test(query);
  };
  const isNews = (change: RecordedChange) =>
    change.kind === "added" ? !isAlso(change) : change.kind !== "also-listed" || isAlso(change);
  const matching = history.filter(
    (change) => kinds.includes(change.kind) && isNews(change) && filter(change),
  );
  const keyOf = (change: RecordedChange) => keyText(dedupeKeyOf(change));
  const oldest = new Map(matching.map((change) => [keyOf(change), change]));
  return matching.filter((change) => oldest.get(keyOf(change)) === change);
}
