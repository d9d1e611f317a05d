import type { Db, Trx } from "./schema.js";

/** The papers of a list's accepted version, as they were read. */
export interface StoredCatalogue {
  /** Equal where the same text was read in the same way: a process of another release reads it itself. */
  readonly reading: string;
  readonly content: string;
}

/** @returns null if this version of the list was not read in this way. */
export async function loadCatalogue(db: Db, listId: string, reading: string): Promise<string | null> {
  const row = await db
    .selectFrom("catalogues")
    .select("content")
    .where("listId", "=", listId)
    .where("reading", "=", reading)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** Keeps what was read of the accepted version, beside what other releases have read of it. */
export async function addCatalogue(
  db: Db,
  listId: string,
  { reading, content }: StoredCatalogue,
): Promise<void> {
  await db
    .insertInto("catalogues")
    .values({ listId, reading, content })
    .onConflict((conflict) => conflict.columns(["listId", "reading"]).doUpdateSet({ content }))
    .execute();
}

/** Keeps what was read of a new version, and forgets the one before. */
export async function replaceCatalogues(trx: Trx, listId: string, catalogue: StoredCatalogue): Promise<void> {
  await trx.deleteFrom("catalogues").where("listId", "=", listId).execute();
  await addCatalogue(trx, listId, catalogue);
}
