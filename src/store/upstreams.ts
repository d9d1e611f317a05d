import { z } from "zod";
import type { AnnounceMode, Change, Revision } from "../catalogue/change.js";
import type { KnownPaper } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Db, Trx } from "./schema.js";

const listFiles: z.ZodType<readonly ListFile[]> = z
  .array(z.object({ path: z.string(), markdown: z.string() }))
  .min(1);

/** An accepted revision, and the list in it. */
export interface AcceptedList {
  readonly revision: Revision;
  readonly files: readonly ListFile[];
}

/** One accepted revision: its changes, and how they are announced. Without the list: a past has hundreds of them. */
export interface AcceptedRevision {
  readonly revision: Revision;
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

/** Locks a list's cursor until the transaction ends. @returns where it is; null if no revision was accepted yet. */
export async function lockCursor(trx: Trx, upstreamId: string): Promise<string | null> {
  const row = await trx
    .selectFrom("upstreams")
    .select("sha")
    .where("id", "=", upstreamId)
    .forUpdate()
    .executeTakeFirst();
  return row?.sha ?? null;
}

/** The last accepted list. @returns null if none was accepted yet. */
export async function loadAcceptedList(db: Db, upstreamId: string): Promise<AcceptedList | null> {
  const row = await db.selectFrom("upstreams").selectAll().where("id", "=", upstreamId).executeTakeFirst();
  if (row === undefined) return null;
  const { id: _id, files, ...revision } = row;
  return { revision, files: listFiles.parse(JSON.parse(files)) };
}

/** The commit of the last accepted list. @returns null if none was accepted yet. */
export async function loadAcceptedSha(db: Db, upstreamId: string): Promise<string | null> {
  const row = await db.selectFrom("upstreams").select("sha").where("id", "=", upstreamId).executeTakeFirst();
  return row?.sha ?? null;
}

/**
 * Replaces the last accepted list.
 *
 * @param expected the commit of the current one; null if there is none.
 * @returns false, and changes nothing, if another process was first.
 */
export async function moveCursor(
  trx: Trx,
  upstreamId: string,
  expected: string | null,
  { revision, files }: AcceptedList,
): Promise<boolean> {
  const { sha, date, url } = revision;
  const values = {
    sha,
    date,
    url,
    files: JSON.stringify(files.map(({ path, markdown }) => ({ path, markdown }))),
  };
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
  const { sha, date, url, upstreamId: _id, ...rest } = row;
  return { revision: { sha, date, url }, ...rest };
}

/** @param held null deletes the held revision. */
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
