import type { Db } from "./schema.js";

/** Where a server was told of a paper. */
export interface AnnouncedPlace {
  /** A channel, a thread or a forum's post. */
  readonly channelId: string;
  readonly messageId: string;
  /** The post that the message opened, or its thread. */
  readonly threadId: string | null;
  readonly sentAt: number;
}

/** The messages that have announced a paper to a server, the latest first. */
export async function announcedPlaces(db: Db, guildId: string, paperId: string): Promise<AnnouncedPlace[]> {
  const subscriptions = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("guildId", "=", guildId)
    .execute();
  if (subscriptions.length === 0) return [];
  const rows = await db
    .selectFrom("deliveries")
    .innerJoin("messages", "messages.id", "deliveries.messageId")
    .leftJoin("posts", (join) =>
      join.onRef("posts.openedBy", "=", "messages.id").onRef("posts.paperId", "=", "deliveries.paperId"),
    )
    .select(["messages.postedChannelId", "messages.postedMessageId", "messages.sentAt", "posts.threadId"])
    .where(
      "deliveries.subscriptionId",
      "in",
      subscriptions.map(({ id }) => id),
    )
    .where("deliveries.paperId", "=", paperId)
    .orderBy("messages.sentAt", "desc")
    .execute();
  return rows.flatMap(({ postedChannelId: channelId, postedMessageId: messageId, sentAt, threadId }) =>
    channelId === null || messageId === null || sentAt === null
      ? []
      : [{ channelId, messageId, sentAt, threadId }],
  );
}
