import type { Selectable } from "kysely";
import { lock } from "./lock.js";
import type { AddedListTable, Db, Trx } from "./schema.js";

/** A list that a server's admin has proposed or added. */
export type AddedList = Readonly<Selectable<AddedListTable>>;

/** The confirmed lists, oldest first. */
export async function loadAddedLists(db: Db): Promise<AddedList[]> {
  const lists = db.selectFrom("addedLists").selectAll().where("addedAt", "is not", null);
  return await lists.orderBy("addedAt").orderBy("id").execute();
}

export async function findAddedList(db: Db, id: string): Promise<AddedList | null> {
  return (await db.selectFrom("addedLists").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The list with the same repository, branch and file. */
export async function findSameList(
  db: Db,
  { url, branch, path }: Pick<AddedList, "url" | "branch" | "path">,
): Promise<AddedList | null> {
  const row = await db
    .selectFrom("addedLists")
    .selectAll()
    .where("url", "=", url)
    .where("branch", branch === null ? "is" : "=", branch)
    .where("path", "=", path)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertAddedList(trx: Trx, list: AddedList): Promise<void> {
  await trx.insertInto("addedLists").values(list).execute();
}

/** Keeps the earliest `addedAt`. */
export async function confirmAddedList(trx: Trx, id: string, now: number): Promise<void> {
  await trx
    .updateTable("addedLists")
    .set({ addedAt: now })
    .where("id", "=", id)
    .where("addedAt", "is", null)
    .execute();
}

/** Deletes a list and what is known of its papers. Its changes stay in the history. */
export async function deleteAddedList(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("addedLists").where("id", "=", id).execute();
  await trx.deleteFrom("upstreams").where("id", "=", id).execute();
  await trx.deleteFrom("catalogues").where("listId", "=", id).execute();
  await trx.deleteFrom("listChecks").where("listId", "=", id).execute();
  await trx.deleteFrom("heldRevisions").where("upstreamId", "=", id).execute();
  await trx.deleteFrom("knownPapers").where("listId", "=", id).execute();
}

/** Deletes lists that no server has chosen. */
export async function deleteUnusedLists(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lock(trx, "added lists");
    const unused = await trx
      .selectFrom("addedLists")
      .select("id")
      .where("addedAt", "is not", null)
      .where("id", "not in", (query) => query.selectFrom("guildLists").select("listId"))
      .execute();
    for (const { id } of unused) await deleteAddedList(trx, id);
  });
}

/** The ids of the confirmed lists that a server may see, whether or not it does. */
export async function addedListsOfGuild(db: Db, guildId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("guildLists")
    .innerJoin("addedLists", "addedLists.id", "guildLists.listId")
    .select("addedLists.id")
    .where("guildLists.guildId", "=", guildId)
    .where("addedLists.addedAt", "is not", null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The number of confirmed lists. */
export async function countAddedLists(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("addedLists")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("addedAt", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Deletes unconfirmed lists that were proposed before an instant. */
export async function deleteOffersBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("addedLists").where("addedAt", "is", null).where("offeredAt", "<", instant).execute();
}
