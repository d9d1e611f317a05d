import { type Kysely, type Migration, SqliteAdapter, sql } from "kysely";

/**
 * The history is kept for a time, and then deleted. What was announced stays known in a table of its own, so that it is
 * never announced again; and deleting a change needs an index on all that refers to it.
 */
export const history: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("pastDeliveries")
      .addColumn("subscriptionId", "text", (column) =>
        column.notNull().references("subscriptions.id").onDelete("cascade"),
      )
      .addColumn("paperId", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("discriminator", "text", (column) => column.notNull())
      .addColumn("listId", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("oncePast", ["subscriptionId", "paperId", "kind", "discriminator"])
      .execute();
    await db.schema.createIndex("pastDeliveriesByPaper").on("pastDeliveries").column("paperId").execute();
    await db.schema.createIndex("deliveriesByChange").on("deliveries").column("changeId").execute();
    await db.schema.createIndex("changesBySha").on("changes").column("sha").execute();
    await db.schema.createIndex("revisionsByTime").on("revisions").column("recordedAt").execute();
    // "Papr": another program's file is told apart by it. PostgreSQL has no such thing.
    const isFile = db.getExecutor().adapter instanceof SqliteAdapter;
    if (isFile) await sql`pragma application_id = 1348563058`.execute(db);
  },
};
