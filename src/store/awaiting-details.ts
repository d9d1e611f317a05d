import { changesByIds, type RecordedChange } from "./changes.js";
import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

/** Remembers announced changes whose papers have authors that are not known yet: filters by author cannot match them. */
export async function insertAwaitingDetails(trx: Trx, changes: readonly RecordedChange[]): Promise<void> {
  await inBatches(changes, (batch) =>
    trx
      .insertInto("changesAwaitingDetails")
      .values(batch.map(({ id }) => ({ changeId: id })))
      .execute(),
  );
}

/** The remembered changes, oldest first. */
export async function changesAwaitingDetails(db: Db): Promise<RecordedChange[]> {
  const rows = await db.selectFrom("changesAwaitingDetails").select("changeId").execute();
  return rows.length === 0
    ? []
    : await changesByIds(
        db,
        rows.map(({ changeId }) => changeId),
      );
}

export async function deleteAwaitingDetails(trx: Trx, changeIds: readonly string[]): Promise<void> {
  await inBatches(changeIds, (batch) =>
    trx.deleteFrom("changesAwaitingDetails").where("changeId", "in", batch).execute(),
  );
}
