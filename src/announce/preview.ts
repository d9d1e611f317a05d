import type { RecordedChange } from "../store/changes.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import { dedupeKeyOf, keyText } from "./dedupe.js";
import { type ChangedPaper, filterOf, type ReadFilter } from "./filter.js";

/** What settings would have announced of a history. */
export type Preview = (settings: FilterSettings) => readonly RecordedChange[];

type FilterSettings = Pick<SubscriptionSettings, "query" | "kinds">;

/**
 * The changes of a history that a subscription with this filter would have announced, in the history's order and
 * without duplicates. Pure.
 *
 * @param history newest first
 * @param seenElsewhere a new paper as the other lists have it that had it before; none where that is not known
 */
export function preview(
  { query, kinds }: FilterSettings,
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
