import type { Db } from "./schema.js";

/** Records that the bot is in a server. Idempotent. */
export async function saveGuildJoined(db: Db, id: string): Promise<void> {
  await db
    .insertInto("guilds")
    .values({ id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ leftAt: null }))
    .execute();
}

/** Records that the bot was removed from a server. Keeps the earliest `leftAt`. */
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

/** Deletes servers that the bot left before an instant, with everything that belongs to them. */
export async function deleteGuildsLeftBefore(db: Db, instant: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("guilds")
    .where("leftAt", "<", instant)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The servers that the bot is in, as far as recorded. */
export async function joinedGuilds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("guilds").select("id").where("leftAt", "is", null).execute();
  return rows.map(({ id }) => id);
}
