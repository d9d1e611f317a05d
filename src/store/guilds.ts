import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

/** Records that the bot is in a server. Idempotent. */
export async function saveGuildJoined(db: Db, id: string): Promise<void> {
  await saveGuildsJoined(db, [id]);
}

export async function saveGuildsJoined(db: Db, ids: readonly string[]): Promise<void> {
  await inBatches(ids, (batch) =>
    db
      .insertInto("guilds")
      .values(batch.map((id) => ({ id })))
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ leftAt: null }))
      .execute(),
  );
}

/** Records that a person has alerts: their direct messages are a place as a server is. Idempotent; locks them. */
export async function savePerson(trx: Trx, id: string): Promise<void> {
  await trx
    .insertInto("guilds")
    .values({ id, person: 1 })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ id }))
    .execute();
}

/** Deletes persons who have no alerts any more: one of them, or all. */
export async function deletePersonsWithoutAlerts(db: Db, id?: string): Promise<void> {
  const persons = db.deleteFrom("guilds").where("person", "=", 1);
  await (id === undefined ? persons : persons.where("id", "=", id))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom("subscriptions").select("id").whereRef("subscriptions.guildId", "=", "guilds.id")),
      ),
    )
    .execute();
}

/** Records that the bot was removed from servers. Keeps the earliest `leftAt`. */
export async function saveGuildsLeft(db: Db, ids: readonly string[], now: number): Promise<void> {
  await inBatches(ids, (batch) =>
    db
      .updateTable("guilds")
      .set({ leftAt: now })
      .where("id", "in", batch)
      .where("leftAt", "is", null)
      .execute(),
  );
}

/** Locks a server until the transaction ends. (An update that changes nothing, as SQLite has no `select … for update`.) */
export async function lockGuild(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("guilds")
    .set(({ ref }) => ({ id: ref("id") }))
    .where("id", "=", id)
    .execute();
}

/** Whether the bot was removed from a server. */
export async function isGuildLeft(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom("guilds").select("leftAt").where("id", "=", id).executeTakeFirst();
  return row !== undefined && row.leftAt !== null;
}

/** Whether the bot is in a server, as far as recorded. */
export async function isGuildJoined(db: Db, id: string): Promise<boolean> {
  return (await joinedGuilds(db, [id])).length > 0;
}

/** Deletes servers that the bot left before an instant, with everything that belongs to them. */
export async function deleteGuildsLeftBefore(db: Db, instant: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("guilds")
    .where("leftAt", "<", instant)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The servers that the bot is in, as far as recorded; of some, or of all. People are none. */
export async function joinedGuilds(db: Db, among?: readonly string[]): Promise<string[]> {
  const joined = db.selectFrom("guilds").select("id").where("leftAt", "is", null).where("person", "=", 0);
  if (among === undefined) return (await joined.execute()).map(({ id }) => id);
  const found: string[] = [];
  await inBatches(among, async (batch) => {
    for (const { id } of await joined.where("id", "in", batch).execute()) found.push(id);
  });
  return found;
}
