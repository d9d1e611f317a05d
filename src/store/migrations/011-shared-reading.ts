import type { Kysely, Migration } from "kysely";

/** What one process has read and checked, for the others. */
export const sharedReading: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("catalogues")
      .addColumn("list_id", "text", (column) => column.notNull())
      .addColumn("reading", "text", (column) => column.notNull())
      .addColumn("content", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("catalogues_key", ["list_id", "reading"])
      .execute();
    await db.schema
      .createTable("list_checks")
      .addColumn("list_id", "text", (column) => column.primaryKey())
      .addColumn("checked_at", "bigint", (column) => column.notNull())
      .addColumn("outcome", "text", (column) => column.notNull())
      .addColumn("reason", "text")
      .addColumn("read_at", "bigint")
      .execute();
  },
};
