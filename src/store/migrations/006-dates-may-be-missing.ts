import type { Kysely, Migration } from "kysely";

/** A commit may have no date that can be right. Dates that earlier versions took from git as they were are emptied. */
export const datesMayBeMissing: Migration = {
  async up(db) {
    for (const table of ["upstreams", "heldRevisions", "revisions"] as const) {
      // SQLite cannot drop NOT NULL, so the column is replaced.
      await db.schema.alterTable(table).addColumn("dateOrNull", "text").execute();
      const rows = db.withTables<DatesThen>();
      await rows
        .updateTable(table)
        .set(({ ref }) => ({ dateOrNull: ref("date") }))
        .execute();
      await clearUnreadable(rows, table);
      await db.schema.alterTable(table).dropColumn("date").execute();
      await db.schema.alterTable(table).renameColumn("dateOrNull", "date").execute();
    }
  },
};

// A migration sees the database as it was then, not as `schema.ts` draws it now.
type DatesThen = Record<
  "upstreams" | "heldRevisions" | "revisions",
  { date: string; dateOrNull: string | null }
>;

async function clearUnreadable(db: Kysely<DatesThen>, table: keyof DatesThen): Promise<void> {
  const dates = await db.selectFrom(table).select("date").distinct().execute();
  for (const { date } of dates) {
    if (!Number.isNaN(Date.parse(date))) continue;
    await db.updateTable(table).set({ dateOrNull: null }).where("date", "=", date).execute();
  }
}
