import { detailsKeysOf } from "../catalogue/details.js";
import type { KnownPaper } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import { filterInSlices, mapInSlices } from "../reading/in-slices.js";
import { insertAwaitingDetails } from "../store/awaiting-details.js";
import { addCatalogue, loadCatalogue, replaceCatalogues, type StoredCatalogue } from "../store/catalogues.js";
import { firstRecordedAt, hasChangeIn, insertChanges, type RecordedChange } from "../store/changes.js";
import { loadKnownPapers, saveKnownPapers } from "../store/known-papers.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import { signal } from "../store/signals.js";
import { isKindWanted, queriesInJoinedGuilds } from "../store/subscriptions.js";
import {
  type AcceptedList,
  type AcceptedRevision,
  loadAcceptedList,
  loadAcceptedSha,
  loadHeld,
  lockCursor,
  moveCursor,
  saveHeld,
} from "../store/upstreams.js";
import { announce } from "./announce-changes.js";
import type { AnnouncedList, ListOf, OtherIdsOf } from "./announced-list.js";
import type { ReadFilter } from "./filter.js";
import { matchFilters } from "./match-filters.js";
import { type SeenElsewhere, seenElsewhere, withAlsoListed } from "./seen-elsewhere.js";

export interface ChangeLogDeps {
  readonly db: Db;
  readonly readFilter: ReadFilter;
  readonly list: AnnouncedList;
  /** The other ids of a paper. Default: none. */
  readonly otherIdsOf?: OtherIdsOf;
  /** The lists that are served besides. Default: none. */
  readonly listOf?: ListOf;
  readonly now?: () => number;
  /** Called after deliveries were written, to wake the dispatcher. */
  readonly onRecorded?: () => void;
}

/**
 * What the watcher keeps in the store. One transaction writes a new revision, the papers known since, the changes and
 * their deliveries: all of them, or none.
 */
export function createChangeLog({
  db,
  readFilter,
  list,
  otherIdsOf = () => [],
  listOf = () => null,
  now = Date.now,
  onRecorded = () => {},
}: ChangeLogDeps) {
  /** What was loaded last: reading the text of a large list again takes long. */
  let latest: AcceptedList | null = null;
  return {
    /** @returns null if no revision was accepted yet. */
    async load(): Promise<AcceptedList | null> {
      const sha = await loadAcceptedSha(db, list.id);
      if (sha === null || sha !== latest?.revision.sha) latest = await loadAcceptedList(db, list.id);
      return latest;
    },
    loadKnownPapers: () => loadKnownPapers(db, list.id),

    /**
     * @param files the list in the last one
     * @param catalogue what was read of it, for other processes
     * @returns false, and writes nothing, if the cursor is not at `expected`: another process was first.
     */
    async commit(
      expected: string | null,
      accepted: readonly AcceptedRevision[],
      files: readonly ListFile[],
      catalogue: StoredCatalogue | null = null,
    ): Promise<boolean> {
      const last = accepted.at(-1);
      if (last === undefined) return true;
      const time = now();
      const isAnnounced = accepted.some(({ mode }) => mode !== "none");
      const own = await recordsOf(accepted, list.id, time);
      const otherIds = new Map(
        isAnnounced ? await mapInSlices(own, ({ paper }) => [paper, otherIdsOf(paper)] as const) : [],
      );
      const knownIdsOf: OtherIdsOf = (paper) => otherIds.get(paper) ?? [];
      const seen: SeenElsewhere = isAnnounced
        ? await seenElsewhere(db, list.id, own, { otherIdsOf: knownIdsOf, listOf })
        : new Map();
      const isAlsoWanted = seen.size > 0 && (await isKindWanted(db, "also-listed"));
      const recorded = isAlsoWanted ? withAlsoListed(own, seen) : own;
      const matched = [...recorded, ...[...seen.values()].flat()];
      // Matching takes long, so it comes before the transaction, which keeps others from writing.
      const known = isAnnounced
        ? await matchFilters(await queriesInJoinedGuilds(db), matched, readFilter)
        : readFilter;
      const announced = accepted
        .filter(({ mode }) => mode !== "none")
        .map(({ revision, mode }) => ({
          mode,
          changes: recorded.filter((change) => change.revision === revision),
        }));
      const awaiting = await filterInSlices(
        announced.flatMap(({ changes }) => changes),
        awaitsDetails,
      );
      const committed = await db.transaction().execute(async (trx) => {
        if (!(await moveCursor(trx, list.id, expected, { revision: last.revision, files }))) return false;
        if (catalogue !== null) await replaceCatalogues(trx, list.id, catalogue);
        const learned = accepted.flatMap((revision) => revision.learned);
        await saveKnownPapers(trx, list.id, learned);
        const revisions = accepted.map(({ revision }) => revision);
        await insertChanges(trx, revisions, recorded, time);
        await announce(trx, announced, {
          list,
          readFilter: known,
          now: time,
          otherIdsOf: knownIdsOf,
          seen,
          listOf,
        });
        await signal(trx, "lists");
        await insertAwaitingDetails(trx, awaiting);
        return true;
      });
      latest = null;
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
        if ((await lockCursor(trx, list.id)) !== expected) return false;
        const revisions = past.map(({ revision }) => revision);
        const first = await firstRecordedAt(trx, list.id);
        const shas = revisions.map(({ sha }) => sha);
        if (first !== null && (await hasChangeIn(trx, list.id, shas))) return false;
        const time = first === null ? now() : Math.min(now(), first - 1);
        await saveKnownPapers(trx, list.id, learned);
        await insertChanges(trx, revisions, await recordsOf(past, list.id, time), time);
        return true;
      }),

    loadCatalogue: (reading: string) => loadCatalogue(db, list.id, reading),
    addCatalogue: (catalogue: StoredCatalogue) => addCatalogue(db, list.id, catalogue),
    loadHeld: () => loadHeld(db, list.id),
    saveHeld: (held: Parameters<typeof saveHeld>[2]) => saveHeld(db, list.id, held),
  };
}

export type ChangeLog = ReturnType<typeof createChangeLog>;

/** Thousands of papers, where a list is read for the first time. */
function recordsOf(
  accepted: readonly AcceptedRevision[],
  listId: string,
  recordedAt: number,
): Promise<readonly RecordedChange[]> {
  const changes = accepted.flatMap(({ revision, changes }) =>
    changes.map((change) => ({ revision, change })),
  );
  return mapInSlices(changes, ({ revision, change }) => ({
    ...change,
    id: newId(),
    listId,
    revision,
    recordedAt,
  }));
}

/** Whether a source may know its authors, which its list does not state. */
function awaitsDetails({ kind, paper }: RecordedChange): boolean {
  return kind !== "removed" && paper.authors === null && detailsKeysOf(paper).length > 0;
}
