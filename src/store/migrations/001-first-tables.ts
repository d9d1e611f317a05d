import type { Kysely, Migration } from "kysely";

/** Column types that SQLite and PostgreSQL both know: `bigint` for instants, `integer` for counts and truth. */
export const firstTables: Migration = {
  async up(db) {
    await upstreamTables(db);
    await changeTables(db);
    await subscriptionTables(db);
    await outboxTables(db);
    await sideTables(db);
  },
};

// A migration sees the database as it was then, not as `schema.ts` draws it now.
type Then = Kysely<unknown>;

async function upstreamTables(db: Then): Promise<void> {
  await db.schema
    .createTable("upstreams")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("sha", "text", (column) => column.notNull())
    .addColumn("date", "text", (column) => column.notNull())
    .addColumn("url", "text")
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("markdown", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("heldRevisions")
    .addColumn("upstreamId", "text", (column) => column.primaryKey())
    .addColumn("sha", "text", (column) => column.notNull())
    .addColumn("date", "text", (column) => column.notNull())
    .addColumn("url", "text")
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("added", "integer", (column) => column.notNull())
    .addColumn("removed", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("knownPapers")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("remembered", "text", (column) => column.notNull())
    .execute();
}

async function changeTables(db: Then): Promise<void> {
  await db.schema
    .createTable("revisions")
    .addColumn("sha", "text", (column) => column.primaryKey())
    .addColumn("date", "text", (column) => column.notNull())
    .addColumn("url", "text")
    .addColumn("recordedAt", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("changes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("sha", "text", (column) => column.notNull().references("revisions.sha"))
    .addColumn("recordedAt", "bigint", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("paperId", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("before", "text")
    .execute();
  await db.schema.createIndex("changesByPaper").on("changes").column("paperId").execute();
  await db.schema.createIndex("changesByTime").on("changes").columns(["recordedAt", "position"]).execute();
}

async function subscriptionTables(db: Then): Promise<void> {
  await db.schema
    .createTable("guilds")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("leftAt", "bigint")
    .execute();
  await db.schema.createIndex("guildsByLeftAt").on("guilds").column("leftAt").execute();
  await db.schema
    .createTable("subscriptions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("guildId", "text", (column) => column.notNull().references("guilds.id").onDelete("cascade"))
    .addColumn("channelId", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("query", "text", (column) => column.notNull())
    .addColumn("kinds", "text", (column) => column.notNull())
    .addColumn("cadence", "text", (column) => column.notNull())
    .addColumn("hour", "integer")
    .addColumn("weekday", "integer")
    .addColumn("zone", "text")
    .addColumn("mentionRoleId", "text")
    .addColumn("thread", "integer", (column) => column.notNull())
    .addColumn("publish", "integer", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("since", "bigint", (column) => column.notNull())
    .addColumn("refusals", "integer", (column) => column.notNull())
    .addColumn("dueAt", "bigint")
    .addColumn("lastSentAt", "bigint")
    .addUniqueConstraint("sameSubscription", ["guildId", "channelId", "query", "kinds"])
    .execute();
  await db.schema.createIndex("subscriptionsByDueAt").on("subscriptions").column("dueAt").execute();
}

async function outboxTables(db: Then): Promise<void> {
  await db.schema
    .createTable("messages")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("subscriptionId", "text", (column) =>
      column.notNull().references("subscriptions.id").onDelete("cascade"),
    )
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("nextAt", "bigint")
    .addColumn("owner", "text")
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("settled", "integer", (column) => column.notNull())
    .addColumn("firstTryAt", "bigint")
    .addColumn("postedChannelId", "text")
    .addColumn("postedMessageId", "text")
    .addColumn("sentAt", "bigint")
    .addColumn("note", "text")
    .execute();
  await db.schema
    .createIndex("messagesByNextAt")
    .on("messages")
    .columns(["nextAt", "createdAt", "position"])
    .execute();
  await db.schema.createIndex("messagesBySubscription").on("messages").column("subscriptionId").execute();
  await db.schema
    .createTable("deliveries")
    .addColumn("subscriptionId", "text", (column) =>
      column.notNull().references("subscriptions.id").onDelete("cascade"),
    )
    .addColumn("paperId", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("occasion", "text", (column) => column.notNull())
    .addColumn("changeId", "text", (column) => column.notNull().references("changes.id"))
    .addColumn("digest", "integer", (column) => column.notNull())
    // A message that is taken back sets its deliveries free: they wait again.
    .addColumn("messageId", "text", (column) => column.references("messages.id").onDelete("set null"))
    .addPrimaryKeyConstraint("onceEach", ["subscriptionId", "paperId", "kind", "occasion"])
    .execute();
  await db.schema
    .createIndex("deliveriesWaiting")
    .on("deliveries")
    .columns(["subscriptionId", "messageId"])
    .execute();
  await db.schema.createIndex("deliveriesByMessage").on("deliveries").column("messageId").execute();
}

async function sideTables(db: Then): Promise<void> {
  await db.schema
    .createTable("notices")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("guildId", "text")
    .addColumn("subscriptionId", "text")
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("toldAt", "bigint")
    .execute();
  await db.schema.createIndex("noticesByToldAt").on("notices").columns(["toldAt", "createdAt"]).execute();
  await db.schema
    .createTable("positions")
    .addColumn("personId", "text", (column) => column.notNull())
    .addColumn("deck", "text", (column) => column.notNull())
    .addColumn("round", "integer", (column) => column.notNull())
    .addColumn("after", "bigint", (column) => column.notNull())
    .addColumn("usedAt", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("onePositionEach", ["personId", "deck"])
    .execute();
  await db.schema.createIndex("positionsByUsedAt").on("positions").column("usedAt").execute();
  await db.schema
    .createTable("leases")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .execute();
}
