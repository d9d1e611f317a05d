import type { Kysely, Migration } from "kysely";

/** The one list there was until now. */
const theList = "list";

/** What is known and what changed belongs to a list; servers choose which lists they see, and may add their own. */
export const severalLists: Migration = {
  async up(db) {
    await ownKnownPapers(db);
    await db.schema
      .alterTable("changes")
      .addColumn("listId", "text", (column) => column.notNull().defaultTo(theList))
      .execute();
    await db.schema
      .createIndex("changesByList")
      .on("changes")
      .columns(["listId", "recordedAt", "position"])
      .execute();
    // Whether a channel has heard of a paper already is asked by paper.
    await db.schema.createIndex("deliveriesByPaper").on("deliveries").column("paperId").execute();
    await listTables(db);
  },
};

// A migration sees the database as it was then, not as `schema.ts` draws it now.
type Then = Kysely<unknown>;

type KnownPapersThen = {
  knownPapers: { id: string; remembered: string };
  knownPapersOfLists: { listId: string; id: string; remembered: string };
};

/** SQLite can not change a primary key, so the table is made anew. */
async function ownKnownPapers(db: Then): Promise<void> {
  await db.schema
    .createTable("knownPapersOfLists")
    .addColumn("listId", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("remembered", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("oneKnownPaperEach", ["listId", "id"])
    .execute();
  const tables = db.withTables<KnownPapersThen>();
  await tables
    .insertInto("knownPapersOfLists")
    .columns(["listId", "id", "remembered"])
    .expression((query) =>
      query
        .selectFrom("knownPapers")
        .select(({ val, ref }) => [val(theList).as("listId"), "id", ref("remembered").as("remembered")]),
    )
    .execute();
  await db.schema.dropTable("knownPapers").execute();
  await db.schema.alterTable("knownPapersOfLists").renameTo("knownPapers").execute();
}

async function listTables(db: Then): Promise<void> {
  await db.schema
    .createTable("addedLists")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("branch", "text")
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("offeredAt", "bigint", (column) => column.notNull())
    .addColumn("addedAt", "bigint")
    .execute();
  await db.schema
    .createTable("guildLists")
    .addColumn("guildId", "text", (column) => column.notNull().references("guilds.id").onDelete("cascade"))
    .addColumn("listId", "text", (column) => column.notNull())
    .addColumn("seen", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("oneChoiceEach", ["guildId", "listId"])
    .execute();
  await db.schema.createIndex("guildListsByList").on("guildLists").column("listId").execute();
}
