import type { Db } from "./schema.js";

/** Notes that the bot is in a server: it was invited, or is back. Idempotent. */
export async function saveGuildJoined(db: Db, id: string): Promise<void> {
  await db
    .insertInto("guilds")
    .values({ id, leftAt: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ leftAt: null }))
    .execute();
}

/** Notes that the bot was removed from a server; the first time holds. */
export async function saveGuildLeft(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable("guilds")
    .set({ leftAt: now })
    .where("id", "=", id)
    .where("leftAt", "is", null)
    .execute();
}

/** Whether the bot was removed from a server. */
export async function isGuildLeft(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom("guilds").select("leftAt").where("id", "=", id).executeTakeFirst();
  return row !== undefined && row.leftAt !== null;
}

/** Forgets servers, with all that belongs to them, that were left before an instant. */
export async function deleteGuildsLeftBefore(db: Db, instant: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("guilds")
    .where("leftAt", "<", instant)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The servers that the bot is thought to be in. */
export async function joinedGuilds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("guilds").select("id").where("leftAt", "is", null).execute();
  return rows.map(({ id }) => id);
}
