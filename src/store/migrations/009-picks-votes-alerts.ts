import type { Kysely, Migration } from "kysely";

/**
 * Papers that are announced without a change (picks, and what a server found interesting), votes, and people who have
 * alerts: a person's direct messages are a place as a server is, so that the same outbox serves both.
 */
export const picksVotesAlerts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("featuredPapers")
      .addColumn("subscriptionId", "text", (column) =>
        column.notNull().references("subscriptions.id").onDelete("cascade"),
      )
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("round", "bigint", (column) => column.notNull())
      .addColumn("paperId", "text", (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("listId", "text", (column) => column.notNull())
      .addColumn("paper", "text", (column) => column.notNull())
      .addColumn("votes", "integer", (column) => column.notNull())
      .addColumn("drawnAt", "bigint", (column) => column.notNull())
      // No foreign key: of a message that is deleted from the history, what it showed stays known.
      .addColumn("messageId", "text")
      .addPrimaryKeyConstraint("onceInRound", ["subscriptionId", "kind", "round", "paperId"])
      .execute();
    await db.schema.createIndex("featuredPapersByMessage").on("featuredPapers").column("messageId").execute();
    await db.schema
      .createTable("votes")
      .addColumn("guildId", "text", (column) => column.notNull().references("guilds.id").onDelete("cascade"))
      .addColumn("paperId", "text", (column) => column.notNull())
      .addColumn("personId", "text", (column) => column.notNull())
      .addColumn("votedAt", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("oneVoteEach", ["guildId", "paperId", "personId"])
      .execute();
    await db.schema.createIndex("votesByTime").on("votes").columns(["guildId", "votedAt"]).execute();
    await db.schema
      .alterTable("guilds")
      .addColumn("person", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable("notices").addColumn("personId", "text").execute();
  },
};
