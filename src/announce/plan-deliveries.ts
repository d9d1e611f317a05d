import type { AnnounceMode } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";
import type { Subscription } from "../store/subscription.js";
import { dedupeKeyOf } from "./dedupe.js";
import { filterOf, type ReadFilter } from "./filter.js";
import type { SeenElsewhere, Sees } from "./seen-elsewhere.js";

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
