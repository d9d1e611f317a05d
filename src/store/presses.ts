import type { Db } from "./schema.js";

/** Records that something was pressed. @returns false if it was recorded before, by whichever process. */
export async function insertPress(db: Db, press: string, now: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("presses")
    .values({ press, createdAt: now })
    .onConflict((conflict) => conflict.column("press").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deletePressesBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("presses").where("createdAt", "<", instant).execute();
}
