import { z } from "zod";
import { type Change, changeKinds, type Revision } from "../catalogue/change.js";
import { linkKinds, type Paper } from "../catalogue/paper.js";
import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

/** Papers that were added lately, at most: many lists have long histories. */
const maxAdded = 3000;

export const changeKind = z.enum(changeKinds);
/** A paper as the store keeps it. */
export const storedPaper: z.ZodType<Paper> = z.object({
  id: z.string(),
  title: z.string(),
  venue: z.string().nullable(),
  year: z.number().nullable(),
  links: z.array(z.object({ kind: z.enum(linkKinds), label: z.string(), url: z.string() })),
  arxivId: z.string().nullable(),
  authors: z.string().nullable(),
  tags: z.array(z.string()),
  line: z.number(),
});

/** A change in the history. */
export interface RecordedChange extends Change {
  readonly id: string;
  readonly listId: string;
  readonly revision: Revision;
  /** When the bot recorded it, which can be long after the revision's date. */
  readonly recordedAt: number;
}

/** Inserts revisions and their changes, oldest first. */
export async function insertChanges(
  trx: Trx,
  revisions: readonly Revision[],
  recorded: readonly RecordedChange[],
  now: number,
): Promise<void> {
  await inBatches(
    revisions.map(({ sha, date, url }) => ({ sha, date, url, recordedAt: now })),
    // A commit can be known already: two lists can share a repository, and a rewritten history can be restored.
    (batch) =>
      trx
        .insertInto("revisions")
        .values(batch)
        .onConflict((conflict) => conflict.column("sha").doNothing())
        .execute(),
  );
  const placed = recorded.map((change, position) => ({ ...change, position }));
  await inBatches(placed, (batch) => {
    const rows = batch.map(({ id, listId, revision, kind, paper, before, position }) => ({
      id,
      listId,
      sha: revision.sha,
      recordedAt: now,
      position,
      kind,
      paperId: paper.id,
      paper: JSON.stringify(paper),
      before: before && JSON.stringify(before),
    }));
    return trx.insertInto("changes").values(rows).execute();
  });
}

/** When the first change of a list was recorded; null where none was. */
export async function firstRecordedAt(db: Db, listId: string): Promise<number | null> {
  const row = await db
    .selectFrom("changes")
    .select(({ fn }) => fn.min("recordedAt").as("first"))
    .where("listId", "=", listId)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Whether a change of a list in one of these commits is recorded. */
export async function hasChangeIn(db: Db, listId: string, shas: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom("changes")
    .select("id")
    .where("listId", "=", listId)
    .where("sha", "in", shas)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The recorded changes of some lists, newest first. */
export async function loadHistory(
  db: Db,
  { lists, limit = 1000 }: { readonly lists: readonly string[]; readonly limit?: number },
): Promise<RecordedChange[]> {
  if (lists.length === 0) return [];
  const rows = await selectChanges(db)
    .where("changes.listId", "in", lists)
    .orderBy("changes.recordedAt", "desc")
    .orderBy("changes.position", "desc")
    .limit(limit)
    .execute();
  return rows.map(toChange);
}

/**
 * The papers that were added to some lists since an instant by their revisions' own dates, or else by when that was
 * recorded, newest first. Those of a day before may be among them: dates are compared as text, with their offsets.
 *
 * @param since milliseconds since 1970
 */
export async function loadAdded(
  db: Db,
  { lists, since }: { readonly lists: readonly string[]; readonly since: number },
): Promise<RecordedChange[]> {
  if (lists.length === 0) return [];
  const from = new Date(since - 86_400_000).toISOString().slice(0, 10);
  const rows = await selectChanges(db)
    .where("changes.listId", "in", lists)
    .where("changes.kind", "=", "added")
    .where((eb) =>
      eb.or([
        eb("revisions.date", ">=", from),
        eb.and([eb("revisions.date", "is", null), eb("changes.recordedAt", ">=", since)]),
      ]),
    )
    .orderBy("revisions.date", "desc")
    .orderBy("changes.recordedAt", "desc")
    .orderBy("changes.position", "desc")
    .limit(maxAdded)
    .execute();
  return rows.map(toChange);
}

/** The latest recorded change of a list. */
export async function lastChangeOf(db: Db, listId: string): Promise<RecordedChange | null> {
  const [last] = await loadHistory(db, { lists: [listId], limit: 1 });
  return last ?? null;
}

/** Which of these papers were added to a list or edited in one since an instant. */
export async function changedSince(
  db: Db,
  paperIds: readonly string[],
  instant: number,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  await inBatches(paperIds, async (batch) => {
    const rows = await db
      .selectFrom("changes")
      .select("paperId")
      .where("paperId", "in", batch)
      .where("recordedAt", ">=", instant)
      .where("kind", "!=", "removed")
      .execute();
    for (const { paperId } of rows) changed.add(paperId);
  });
  return changed;
}

/** The recorded changes of one paper, oldest first. */
export async function changesOfPaper(db: Db, paperId: string): Promise<RecordedChange[]> {
  const rows = await inOrder(selectChanges(db).where("changes.paperId", "=", paperId)).execute();
  return rows.map(toChange);
}

/** The changes with these ids, oldest first. */
export async function changesByIds(db: Db, ids: readonly string[]): Promise<RecordedChange[]> {
  const changes: RecordedChange[] = [];
  await inBatches(ids, async (batch) => {
    const rows = await inOrder(selectChanges(db).where("changes.id", "in", batch)).execute();
    changes.push(...rows.map(toChange));
  });
  return changes;
}

/** The changes that one message announces, oldest first. */
export async function changesOfMessage(db: Db, messageId: string): Promise<RecordedChange[]> {
  const rows = await inOrder(
    selectChanges(db).where("changes.id", "in", (query) =>
      query.selectFrom("deliveries").select("changeId").where("messageId", "=", messageId),
    ),
  ).execute();
  return rows.map(toChange);
}

function selectChanges(db: Db) {
  return db
    .selectFrom("changes")
    .innerJoin("revisions", "revisions.sha", "changes.sha")
    .selectAll("changes")
    .select(["revisions.date", "revisions.url"]);
}

function inOrder(query: ReturnType<typeof selectChanges>) {
  return query.orderBy("changes.recordedAt").orderBy("changes.position");
}

/** @throws if another program has written the row. */
function toChange(
  row: Awaited<ReturnType<ReturnType<typeof selectChanges>["execute"]>>[number],
): RecordedChange {
  const { id, listId, recordedAt, sha, date, url, kind, paper, before } = row;
  return {
    id,
    listId,
    recordedAt,
    kind: changeKind.parse(kind),
    paper: storedPaper.parse(JSON.parse(paper)),
    before: before === null ? null : storedPaper.parse(JSON.parse(before)),
    revision: { sha, date, url },
  };
}
