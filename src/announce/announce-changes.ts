import type { AnnounceMode } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import { announcedByOtherLists, insertDeliveries } from "../store/deliveries.js";
import { setDue } from "../store/due-subscriptions.js";
import { inBatches } from "../store/in-batches.js";
import { choicesOfList } from "../store/list-choices.js";
import { lock } from "../store/lock.js";
import type { Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsInJoinedGuilds } from "../store/subscriptions.js";
import type { AnnouncedList, ListOf, OtherIdsOf } from "./announced-list.js";
import { type DedupeKey, dedupeKeyOf, impliedKeys } from "./dedupe.js";
import { dueAtFor } from "./due-at.js";
import type { ReadFilter } from "./filter.js";
import { planDeliveries } from "./plan-deliveries.js";
import { type SeenElsewhere, seesOf } from "./seen-elsewhere.js";

/** Changes of one list that are announced in one way. */
interface AnnouncedGroup {
  readonly changes: readonly RecordedChange[];
  readonly mode: AnnounceMode;
}

interface AnnounceOptions {
  readonly list: AnnouncedList;
  readonly readFilter: ReadFilter;
  readonly now: number;
  /** The other ids under which a paper may have been announced. Default: none. */
  readonly otherIdsOf?: OtherIdsOf;
  /** The papers that other lists had before. Default: none. */
  readonly seen?: SeenElsewhere;
  /** The lists that are served. */
  readonly listOf?: ListOf;
  /** Only these subscriptions. Default: all. */
  readonly accepts?: (subscription: Subscription) => boolean;
}

/** Writes a delivery for each subscription that a change matches. */
export async function announce(
  trx: Trx,
  groups: readonly AnnouncedGroup[],
  {
    list,
    readFilter,
    now,
    otherIdsOf = () => [],
    seen = new Map(),
    listOf = () => null,
    accepts = () => true,
  }: AnnounceOptions,
): Promise<void> {
  const announced = groups.filter(({ changes }) => changes.length > 0);
  if (announced.length === 0) return;
  // Two lists that add one paper at the same time: the second one sees what the first announces.
  await lock(trx, "announcing");
  const choices = await choicesOfList(trx, list.id);
  const isDuplicate = await duplicatesOfOtherLists(
    trx,
    list.id,
    announced.flatMap(({ changes }) => changes),
    otherIdsOf,
  );
  const sees = await seesOf(trx, seen, listOf);
  const due: Subscription[] = [];
  for await (const batch of subscriptionsInJoinedGuilds(trx)) {
    const subscriptions = batch.filter(
      (subscription) => (choices.get(subscription.guildId) ?? list.isPublic) && accepts(subscription),
    );
    const deliveries = announced.flatMap(({ changes, mode }) =>
      planDeliveries(changes, subscriptions, readFilter, mode, isDuplicate, { seen, sees }),
    );
    await insertDeliveries(trx, deliveries);
    const notified = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
    due.push(...subscriptions.filter(({ id }) => notified.has(id)));
  }
  await makeDue(trx, due, now);
}

/** Whether a channel has a delivery from another list that says the same. */
async function duplicatesOfOtherLists(
  trx: Trx,
  listId: string,
  recorded: readonly RecordedChange[],
  otherIdsOf: OtherIdsOf,
) {
  const ids = new Map(recorded.map(({ paper }) => [paper, [paper.id, ...otherIdsOf(paper)]]));
  const keyIn = (channelId: string, { paperId, kind, discriminator }: DedupeKey) =>
    JSON.stringify([channelId, paperId, kind, discriminator]);
  const announced = await announcedByOtherLists(trx, listId, [...ids.values()].flat());
  const keys = new Set(
    announced.flatMap(({ paper, channelId, ...key }) =>
      [key, ...(paper === null ? [] : impliedKeys(key, paper))].map((each) => keyIn(channelId, each)),
    ),
  );
  return (channelId: string, change: RecordedChange) =>
    (ids.get(change.paper) ?? []).some((paperId) =>
      keys.has(keyIn(channelId, { ...dedupeKeyOf(change), paperId })),
    );
}

/** Sets `dueAt` of each subscription, unless it is set already. */
export async function makeDue(trx: Trx, subscriptions: readonly Subscription[], now: number): Promise<void> {
  // Thousands of subscriptions share a few cadences, and finding a digest's hour is slow.
  const groups = new Map<string, { readonly dueAt: number | null; readonly ids: string[] }>();
  for (const { id, state, refusals, cadence } of subscriptions) {
    const key = JSON.stringify([state.kind, refusals, cadence]);
    const group = groups.get(key) ?? { dueAt: dueAtFor({ state, refusals, cadence }, now), ids: [] };
    groups.set(key, group);
    group.ids.push(id);
  }
  for (const { dueAt, ids } of groups.values())
    if (dueAt !== null) await inBatches(ids, (batch) => setDue(trx, batch, dueAt));
}
