import type { Paper } from "../catalogue/paper.js";
import { filterInSlices } from "../reading/in-slices.js";
import { serialQueue } from "../reading/serial-queue.js";
import { changesAwaitingDetails, deleteAwaitingDetails } from "../store/awaiting-details.js";
import type { RecordedChange } from "../store/changes.js";
import type { Db, Trx } from "../store/schema.js";
import { announce } from "./announce-changes.js";
import type { ListOf } from "./announced-list.js";
import type { ReadFilter } from "./filter.js";
import { type SeenElsewhere, seenElsewhere } from "./seen-elsewhere.js";

/** Later than this a paper is no news. Milliseconds. */
const maxDelay = 14 * 86_400_000;

interface AnnounceLateDeps {
  readonly db: Db;
  /** Whether the authors of a paper are known now. */
  readonly isKnown: (paper: Paper) => boolean;
  /** Null for a list that is not served: it may be still to be read. */
  readonly listOf: ListOf;
  readonly readFilter: ReadFilter;
  /** Called when a delivery may be due. */
  readonly onDue: () => void;
}

/** Filters that no author is in. Of the others, words may be names. */
const otherFilters = /-?(?:list|venue|year|has|title|id):(?:"[^"]*"|\S+)/giu;

function mayName(query: string): boolean {
  return query.replace(otherFilters, " ").trim() !== "";
}

/**
 * Makes a function that announces papers to the subscriptions that may ask for an author, once the authors are known: when a
 * paper is added to a list they rarely are. What is still to be announced is in the store, so a call that comes too early
 * loses nothing. A subscription that got the paper already does not get it again.
 */
export function createLateAnnouncing(deps: AnnounceLateDeps): () => Promise<void> {
  const inTurn = serialQueue();
  return () => inTurn(() => announceLate(deps, Date.now()));
}

async function announceLate(
  { db, isKnown, listOf, readFilter, onDue }: AnnounceLateDeps,
  now: number,
): Promise<void> {
  const isOld = ({ recordedAt }: RecordedChange) => recordedAt < now - maxDelay;
  const isSettled = (change: RecordedChange) =>
    isOld(change) || (isKnown(change.paper) && listOf(change.listId) !== null);
  const waiting = await changesAwaitingDetails(db);
  const settled = await filterInSlices(waiting, isSettled);
  if (settled.length === 0) return;
  /** The changes that were recorded together. */
  const commits = new Map<string, RecordedChange[]>();
  for (const change of settled) {
    if (isOld(change)) continue;
    const commit = `${change.recordedAt} ${change.listId}`;
    commits.set(commit, [...(commits.get(commit) ?? []), change]);
  }
  await db.transaction().execute(async (trx) => {
    for (const changes of commits.values()) {
      const [first] = changes;
      const list = first === undefined ? null : listOf(first.listId);
      if (first === undefined || list === null) continue;
      await announce(trx, [{ changes, mode: "announcements" }], {
        list,
        readFilter,
        now,
        listOf,
        seen: await seenBefore(trx, changes, listOf),
        accepts: ({ query, createdAt }) => createdAt <= first.recordedAt && mayName(query),
      });
    }
    await deleteAwaitingDetails(
      trx,
      settled.map(({ id }) => id),
    );
  });
  if (commits.size > 0) onDue();
}

/** The papers that other lists had when they were added: those were recorded as *also listed* besides. */
async function seenBefore(
  trx: Trx,
  changes: readonly RecordedChange[],
  listOf: ListOf,
): Promise<SeenElsewhere> {
  const twins = new Set(changes.flatMap(({ kind, paper }) => (kind === "also-listed" ? [paper.id] : [])));
  const [first] = changes;
  if (first === undefined || twins.size === 0) return new Map();
  const added = changes.filter(({ paper }) => twins.has(paper.id));
  return seenElsewhere(trx, first.listId, added, { otherIdsOf: () => [], listOf });
}
