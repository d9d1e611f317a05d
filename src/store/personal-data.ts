import { recordErasure } from "./erasures.js";
import type { Db } from "./schema.js";

/**
 * The tables that hold something of a person, by the column `person_id`. `/privacy` shows and deletes their rows; a test
 * fails where a table has such a column and is missing here.
 */
export const personalTables = ["notices", "positions", "votes"] as const;

/** The tables that belong to a subscription, by the column `subscription_id`, and are deleted with it. The same test sees to them. */
export const subscriptionTables = ["deliveries", "pastDeliveries", "messages", "featuredPapers"] as const;

/** Of a person's alerts, which are subscriptions, the person's id stands where that of a server does. */
export type PersonalTable =
  | (typeof personalTables)[number]
  | "subscriptions"
  | (typeof subscriptionTables)[number];

/** What is stored of a person: each row as it is, by its table. Tables without a row are left out. */
export type PersonalData = Readonly<Partial<Record<PersonalTable, readonly object[]>>>;

export async function loadPersonalData(db: Db, personId: string): Promise<PersonalData> {
  const found: Partial<Record<PersonalTable, readonly object[]>> = {};
  const keep = (table: PersonalTable, rows: readonly object[]) => {
    if (rows.length > 0) found[table] = rows;
  };
  for (const table of personalTables)
    keep(table, await db.selectFrom(table).selectAll().where("personId", "=", personId).execute());
  const alerts = await db.selectFrom("subscriptions").selectAll().where("guildId", "=", personId).execute();
  keep("subscriptions", alerts);
  const ids = alerts.map(({ id }) => id);
  if (ids.length === 0) return found;
  for (const table of subscriptionTables)
    keep(table, await db.selectFrom(table).selectAll().where("subscriptionId", "in", ids).execute());
  return found;
}

/** Deletes everything of a person, and lets no process write again what it had read before. @returns how many rows that were */
export async function deletePersonalData(db: Db, personId: string): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    await recordErasure(trx);
    // Alerts first: a notice about them, which another process is writing, is committed before they are deleted.
    const alerts = await trx
      .deleteFrom("subscriptions")
      .where("guildId", "=", personId)
      .executeTakeFirstOrThrow();
    await trx.deleteFrom("guilds").where("id", "=", personId).execute();
    let total = Number(alerts.numDeletedRows);
    for (const table of personalTables) {
      const { numDeletedRows } = await trx
        .deleteFrom(table)
        .where("personId", "=", personId)
        .executeTakeFirstOrThrow();
      total += Number(numDeletedRows);
    }
    return total;
  });
}
