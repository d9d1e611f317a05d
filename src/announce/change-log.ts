import type { KnownPaper } from "../catalogue/known-paper.js";
import { firstRecordedAt, hasChangeIn, insertChanges, type RecordedChange } from "../store/changes.js";
import { announcedByOtherLists, insertDeliveries } from "../store/deliveries.js";
import { inBatches } from "../store/in-batches.js";
import { loadKnownPapers, saveKnownPapers } from "../store/known-papers.js";
import { choicesOfList } from "../store/list-choices.js";
import { newId } from "../store/new-id.js";
import type { Db, Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { queriesInJoinedGuilds, setDue, subscriptionsInJoinedGuilds } from "../store/subscriptions.js";
import {
  type AcceptedRevision,
  loadAcceptedList,
  loadHeld,
  moveCursor,
  saveHeld,
} from "../store/upstreams.js";
import { type DedupeKey, dedupeKeyOf } from "./dedupe.js";
import { dueAtFor } from "./due-at.js";
import { matchFilters } from "./match-filters.js";
import { planDeliveries, type ReadFilter } from "./plan-deliveries.js";

export interface ChangeLogDeps {
  readonly db: Db;
  readonly readFilter: ReadFilter;
  readonly list: AnnouncedList;
  readonly now?: () => number;
  /** Called after deliveries were written, to wake the dispatcher. */
  readonly onRecorded?: () => void;
}

export interface AnnouncedList {
  readonly id: string;
  /** Whether servers see it by default: true for the operator's lists, false for lists that servers added. */
  readonly isPublic: boolean;
}

/**
 * What the watcher keeps in the store. One transaction writes a new revision, the papers known since, the changes and
 * their deliveries: all of them, or none.
 */
export function createChangeLog({
  db,
  readFilter,
  list,
  now = Date.now,
  onRecorded = () => {},
}: ChangeLogDeps) {
  return {
    /** @returns null if no revision was accepted yet. */
    load: () => loadAcceptedList(db, list.id),
    loadKnownPapers: () => loadKnownPapers(db, list.id),

    /** @returns false, and writes nothing, if the cursor is not at `expected`: another process was first. */
    async commit(expected: string | null, accepted: readonly AcceptedRevision[]): Promise<boolean> {
      const last = accepted.at(-1);
      if (last === undefined) return true;
      const time = now();
      const recorded = recordsOf(accepted, list.id, time);
      // Matching takes long, so it comes before the transaction, which keeps others from writing.
      const known = accepted.some(({ mode }) => mode !== "none")
        ? await matchFilters(await queriesInJoinedGuilds(db), recorded, readFilter)
        : readFilter;
      const committed = await db.transaction().execute(async (trx) => {
        if (!(await moveCursor(trx, list.id, expected, last))) return false;
        const learned = accepted.flatMap((revision) => revision.learned);
        await saveKnownPapers(trx, list.id, learned);
        const revisions = accepted.map(({ revision }) => revision);
        await insertChanges(trx, revisions, recorded, time);
        await announce(trx, accepted, recorded, { list, readFilter: known, now: time });
        return true;
      });
      if (committed) onRecorded();
      return committed;
    },

    /**
     * Writes what was before the first revision: it is in the history before all other changes, and is not announced.
     *
     * @returns false, and writes nothing, if the cursor is not at `expected` or the past is recorded already.
     */
    commitPast: (expected: string, past: readonly AcceptedRevision[], learned: readonly KnownPaper[]) =>
      db.transaction().execute(async (trx) => {
        const current = await loadAcceptedList(trx, list.id);
        if (current?.revision.sha !== expected) return false;
        const revisions = past.map(({ revision }) => revision);
        const first = await firstRecordedAt(trx, list.id);
        const shas = revisions.map(({ sha }) => sha);
        if (first !== null && (await hasChangeIn(trx, list.id, shas))) return false;
        const time = first === null ? now() : Math.min(now(), first - 1);
        await saveKnownPapers(trx, list.id, learned);
        await insertChanges(trx, revisions, recordsOf(past, list.id, time), time);
        return true;
      }),

    loadHeld: () => loadHeld(db, list.id),
    saveHeld: (held: Parameters<typeof saveHeld>[2]) => saveHeld(db, list.id, held),
  };
}

export type ChangeLog = ReturnType<typeof createChangeLog>;

function recordsOf(
  accepted: readonly AcceptedRevision[],
  listId: string,
  recordedAt: number,
): readonly RecordedChange[] {
  return accepted.flatMap(({ revision, changes }) =>
    changes.map((change): RecordedChange => ({ ...change, id: newId(), listId, revision, recordedAt })),
  );
}

/** Writes a delivery for each subscription that a change matches. */
async function announce(
  trx: Trx,
  accepted: readonly AcceptedRevision[],
  recorded: readonly RecordedChange[],
  { list, readFilter, now }: Pick<ChangeLogDeps, "list" | "readFilter"> & { readonly now: number },
): Promise<void> {
  const announced = accepted.filter(({ mode, changes }) => mode !== "none" && changes.length > 0);
  if (announced.length === 0) return;
  const choices = await choicesOfList(trx, list.id);
  const isDuplicate = await duplicatesOfOtherLists(trx, list.id, recorded);
  const due: Subscription[] = [];
  for await (const batch of subscriptionsInJoinedGuilds(trx)) {
    const subscriptions = batch.filter(({ guildId }) => choices.get(guildId) ?? list.isPublic);
    const deliveries = announced.flatMap(({ revision, mode }) => {
      const ofRevision = recorded.filter((change) => change.revision === revision);
      return planDeliveries(ofRevision, subscriptions, readFilter, mode, isDuplicate);
    });
    await insertDeliveries(trx, deliveries);
    const notified = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
    due.push(...subscriptions.filter(({ id }) => notified.has(id)));
  }
  await makeDue(trx, due, now);
}

/** Whether a channel has a delivery of the same dedupe key from another list. */
async function duplicatesOfOtherLists(trx: Trx, listId: string, recorded: readonly RecordedChange[]) {
  const keyIn = (channelId: string, { paperId, kind, discriminator }: DedupeKey) =>
    JSON.stringify([channelId, paperId, kind, discriminator]);
  const paperIds = recorded.map(({ paper }) => paper.id);
  const announced = await announcedByOtherLists(trx, listId, paperIds);
  const keys = new Set(announced.map((delivery) => keyIn(delivery.channelId, delivery)));
  return (channelId: string, change: RecordedChange) => keys.has(keyIn(channelId, dedupeKeyOf(change)));
}

/** Sets `dueAt` of each subscription, unless it is set already. */
async function makeDue(trx: Trx, subscriptions: readonly Subscription[], now: number): Promise<void> {
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
