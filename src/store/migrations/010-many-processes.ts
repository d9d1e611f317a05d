import type { Kysely, Migration } from "kysely";

/** What several processes on one database agree on. */
export const manyProcesses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("locks")
      .addColumn("name", "text", (column) => column.primaryKey())
      .execute();
  },
};
