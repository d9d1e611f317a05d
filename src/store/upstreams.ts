import type { AnnounceMode, Change, Revision } from "../catalogue/change.js";
import type { KnownPaper } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import { readListFiles } from "./list-files-json.js";
import type { Db, Trx } from "./schema.js";

/** The last accepted revision, and the list in it. */
export interface Cursor {
  readonly revision: Revision;
  readonly files: readonly ListFile[];
}

/** One accepted revision: the cursor moves to it when its changes are recorded. */
export interface Step extends Cursor {
  readonly changes: readonly Change[];
  /** Known papers that are new or changed: they replace those of the same id. */
  readonly learned: readonly KnownPaper[];
  readonly mode: AnnounceMode;
}

/** A revision held until the operator releases it. */
export interface HeldRevision {
  readonly revision: Revision;
  /** One sentence, for the operator. */
  readonly reason: string;
  /** How many papers it adds and removes. */
  readonly added: number;
  readonly removed: number;
}

/** @returns null where nothing was accepted yet. */
export async function loadCursor(db: Db, upstreamId: string): Promise<Cursor | null> {
  const row = await db.selectFrom("upstreams").selectAll().where("id", "=", upstreamId).executeTakeFirst();
  if (row === undefined) return null;
  const { sha, date, url, files } = row;
  return { revision: { sha, date, url }, files: readListFiles(files) };
}

/**
 * Moves the cursor, if it still is where it is thought to be (null: nowhere yet).
 *
 * @returns false, and nothing is moved, where another process was first.
 */
export async function moveCursor(
  trx: Trx,
  upstreamId: string,
  expected: string | null,
  { revision, files }: Cursor,
): Promise<boolean> {
  const { sha, date, url } = revision;
  const values = { sha, date, url, files: JSON.stringify(files) };
  if (expected === null) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto("upstreams")
      .values({ id: upstreamId, ...values })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await trx
    .updateTable("upstreams")
    .set(values)
    .where("id", "=", upstreamId)
    .where("sha", "=", expected)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function loadHeld(db: Db, upstreamId: string): Promise<HeldRevision | null> {
  const row = await db
    .selectFrom("heldRevisions")
    .selectAll()
    .where("upstreamId", "=", upstreamId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { sha, date, url, reason, added, removed } = row;
  return { revision: { sha, date, url }, reason, added, removed };
}

/** @param held null where none waits any more. */
export async function saveHeld(db: Db, upstreamId: string, held: HeldRevision | null): Promise<void> {
  if (held === null) {
    await db.deleteFrom("heldRevisions").where("upstreamId", "=", upstreamId).execute();
    return;
  }
  const { sha, date, url } = held.revision;
  const values = { sha, date, url, reason: held.reason, added: held.added, removed: held.removed };
  await db
    .insertInto("heldRevisions")
    .values({ upstreamId, ...values })
    .onConflict((conflict) => conflict.column("upstreamId").doUpdateSet(values))
    .execute();
}
