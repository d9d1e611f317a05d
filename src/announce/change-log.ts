import type { AnnounceMode } from "../catalogue/change.js";
import { type ChangesOfRevision, insertChanges, type RecordedChange } from "../store/changes.js";
import { announcedByOtherLists, insertDeliveries } from "../store/deliveries.js";
import { inBatches } from "../store/in-batches.js";
import { loadKnownPapers, saveKnownPapers } from "../store/known-papers.js";
import { choicesOfList } from "../store/list-choices.js";
import type { Db, Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { listeningSubscriptions, setDue } from "../store/subscriptions.js";
import { loadCursor, loadHeld, moveCursor, type Step, saveHeld } from "../store/upstreams.js";
import { dedupeKeyOf, formatDedupeKey } from "./dedupe.js";
import { dueAtFor } from "./due-at.js";
import { planDeliveries, type ReadFilter } from "./plan-deliveries.js";

export interface ChangeLogDeps {
  readonly db: Db;
  readonly readFilter: ReadFilter;
  readonly list: ChangingList;
  readonly now?: () => number;
  /** Called after deliveries were written, so that nobody has to wait for the dispatcher's next look. */
  readonly onRecorded?: () => void;
}

/** A list whose changes are told. */
export interface ChangingList {
  readonly id: string;
  /** Whether servers see it that have not said so: the operator's lists, not those that servers added. */
  readonly isPublic: boolean;
}

/**
 * The watcher's memory in the store: what it knows, and the one transaction in which a new revision, the papers known
 * since, the changes and the deliveries they cause are written. All of it is there, or none.
 */
export function createChangeLog({
  db,
  readFilter,
  list,
  now = Date.now,
  onRecorded = () => {},
}: ChangeLogDeps) {
  return {
    /** @returns null where nothing was accepted yet. */
    async load() {
      const cursor = await loadCursor(db, list.id);
      return cursor && { ...cursor, memory: await loadKnownPapers(db, list.id) };
    },

    /** @returns false, and nothing is written, where the cursor is not at `expected`: another process was first. */
    async commit(expected: string | null, steps: readonly Step[]): Promise<boolean> {
      const last = steps.at(-1);
      if (last === undefined) return true;
      const committed = await db.transaction().execute(async (trx) => {
        if (!(await moveCursor(trx, list.id, expected, last))) return false;
        await saveKnownPapers(
          trx,
          list.id,
          steps.flatMap(({ learned }) => learned),
        );
        await recordChanges(trx, steps, { list, readFilter, now: now() });
        return true;
      });
      if (committed) onRecorded();
      return committed;
    },

    loadHeld: () => loadHeld(db, list.id),
    saveHeld: (held: Parameters<typeof saveHeld>[2]) => saveHeld(db, list.id, held),
  };
}

export type ChangeLog = ReturnType<typeof createChangeLog>;

/** Writes changes to the history, and a delivery for each subscription that they concern. */
export async function recordChanges(
  trx: Trx,
  steps: readonly (ChangesOfRevision & { readonly mode: AnnounceMode })[],
  { list, readFilter, now }: Pick<ChangeLogDeps, "list" | "readFilter"> & { readonly now: number },
): Promise<void> {
  const recorded = await insertChanges(trx, list.id, steps, now);
  const choices = await choicesOfList(trx, list.id);
  const subscriptions = (await listeningSubscriptions(trx)).filter(
    ({ guildId }) => choices.get(guildId) ?? list.isPublic,
  );
  const paperIds = recorded.map(({ paper }) => paper.id);
  const elsewhere = await announcedByOtherLists(trx, list.id, paperIds);
  const told = new Set(elsewhere.map((one) => `${one.channelId} ${formatDedupeKey(one)}`));
  const toldAlready = (channelId: string, change: RecordedChange) =>
    told.has(`${channelId} ${formatDedupeKey(dedupeKeyOf(change))}`);
  let start = 0;
  const deliveries = steps.flatMap(({ changes, mode }) => {
    const theirs = recorded.slice(start, start + changes.length);
    start += changes.length;
    return planDeliveries(theirs, subscriptions, readFilter, mode, toldAlready);
  });
  await insertDeliveries(trx, deliveries);
  const concerned = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
  await makeDue(
    trx,
    subscriptions.filter(({ id }) => concerned.has(id)),
    now,
  );
}

/** Sets the time when each is told; one who has something waiting already keeps its time. */
async function makeDue(trx: Trx, subscriptions: readonly Subscription[], now: number): Promise<void> {
  // Thousands of subscriptions share a few cadences, and a digest's hour takes a while to find.
  const times = new Map<string, number | null>();
  const byTime = new Map<number, string[]>();
  for (const { id, state, refusals, cadence } of subscriptions) {
    const key = JSON.stringify([state.kind, refusals, cadence]);
    if (!times.has(key)) times.set(key, dueAtFor({ state, refusals, cadence }, now));
    const time = times.get(key) ?? null;
    if (time === null) continue;
    const ids = byTime.get(time) ?? [];
    byTime.set(time, ids);
    ids.push(id);
  }
  for (const [time, ids] of byTime) await inBatches(ids, (batch) => setDue(trx, batch, time));
}
