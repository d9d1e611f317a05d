import type { Kysely, Migration } from "kysely";

/** Authors and abstracts of papers, from sources outside of the lists, and when each source may be asked again. */
export const details: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("details")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("rank", "integer", (column) => column.notNull())
      .addColumn("details", "text")
      .addColumn("askedAt", "bigint", (column) => column.notNull())
      .addColumn("settledAt", "bigint")
      .addColumn("nextAt", "bigint")
      .addColumn("owner", "text")
      .addColumn("tries", "integer", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("detailsByNext").on("details").columns(["source", "nextAt"]).execute();
    await db.schema.createIndex("detailsBySettled").on("details").column("settledAt").execute();
    await db.schema
      .createTable("changesAwaitingDetails")
      .addColumn("changeId", "text", (column) =>
        column.primaryKey().references("changes.id").onDelete("cascade"),
      )
      .execute();
    await db.schema
      .createTable("detailsSources")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("nextAt", "bigint", (column) => column.notNull())
      .addColumn("owner", "text")
      .addColumn("failures", "integer", (column) => column.notNull())
      .execute();
  },
};
