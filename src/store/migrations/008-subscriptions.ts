import type { Kysely, Migration } from "kysely";

/**
 * More settings of a subscription: minutes, a day of the month, no notification, tags. Where the post or the thread of a
 * paper is; settings that are not saved yet; and what was pressed and must happen once.
 */
export const subscriptionSettings: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable("subscriptions").addColumn("minute", "integer").execute();
    await schema.alterTable("subscriptions").addColumn("day", "integer").execute();
    await schema
      .alterTable("subscriptions")
      .addColumn("quiet", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable("subscriptions")
      .addColumn("tags", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
    await schema
      .createTable("posts")
      .addColumn("channelId", "text", (column) => column.notNull())
      .addColumn("paperId", "text", (column) => column.notNull())
      .addColumn("guildId", "text", (column) => column.notNull().references("guilds.id").onDelete("cascade"))
      .addColumn("openedBy", "text", (column) => column.notNull())
      .addColumn("threadId", "text")
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("onePostEach", ["channelId", "paperId"])
      .execute();
    await schema.createIndex("postsByTime").on("posts").column("createdAt").execute();
    await schema.createIndex("postsByGuild").on("posts").column("guildId").execute();
    await keepPosts(db);
    await schema
      .createTable("drafts")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("guildId", "text", (column) => column.notNull())
      .addColumn("draft", "text", (column) => column.notNull())
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .execute();
    await schema.createIndex("draftsByTime").on("drafts").column("createdAt").execute();
    await schema
      .createTable("presses")
      .addColumn("press", "text", (column) => column.primaryKey())
      .addColumn("createdAt", "bigint", (column) => column.notNull())
      .execute();
    await schema.createIndex("pressesByTime").on("presses").column("createdAt").execute();
  },
};

// A migration sees the database as it was then, not as `schema.ts` draws it now.
type Then = {
  subscriptions: { id: string; guildId: string; channelId: string; channelKind: string; thread: number };
  messages: {
    id: string;
    subscriptionId: string;
    step: string;
    createdAt: number;
    postedChannelId: string | null;
    postedMessageId: string | null;
  };
  deliveries: { messageId: string | null; paperId: string };
  posts: {
    channelId: string;
    paperId: string;
    guildId: string;
    openedBy: string;
    threadId: string | null;
    createdAt: number;
  };
};

/** The posts and threads that earlier versions have opened for one paper. A message that opened a thread has its id. */
async function keepPosts(db: Kysely<unknown>): Promise<void> {
  await db
    .withTables<Then>()
    .insertInto("posts")
    .columns(["channelId", "paperId", "guildId", "openedBy", "threadId", "createdAt"])
    .expression((query) =>
      query
        .selectFrom("messages")
        .innerJoin("subscriptions", "subscriptions.id", "messages.subscriptionId")
        .innerJoin("deliveries", "deliveries.messageId", "messages.id")
        .select(({ fn }) => [
          "subscriptions.channelId",
          fn.min("deliveries.paperId").as("paperId"),
          "subscriptions.guildId",
          "messages.id as openedBy",
          "messages.postedMessageId as threadId",
          "messages.createdAt",
        ])
        .where("messages.step", "=", "done")
        .where("messages.postedMessageId", "is not", null)
        .where(({ or, eb }) =>
          or([eb("subscriptions.channelKind", "=", "forum"), eb("subscriptions.thread", "=", 1)]),
        )
        .groupBy([
          "messages.id",
          "messages.postedMessageId",
          "messages.createdAt",
          "subscriptions.channelId",
          "subscriptions.guildId",
        ])
        .having(({ fn }) => fn.countAll(), "=", 1)
        .orderBy("messages.createdAt"),
    )
    .onConflict((conflict) => conflict.columns(["channelId", "paperId"]).doNothing())
    .execute();
}
