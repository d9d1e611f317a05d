import type { Kysely, Migration } from "kysely";

/** What several processes on one database agree on. */
export const manyProcesses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("locks")
      .addColumn("name", "text", (column) => column.primaryKey())
      .execute();
    await db.schema
      .createTable("processes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("about", "text", (column) => column.notNull())
      .addColumn("seenAt", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("chores")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("owner", "text")
      .addColumn("leaseUntil", "bigint", (column) => column.notNull())
      .addColumn("doneFor", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("signals")
      .addColumn("topic", "text", (column) => column.primaryKey())
      .addColumn("version", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("budgets")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("freeAt", "bigint", (column) => column.notNull())
      .execute();
  },
};
