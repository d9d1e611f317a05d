import { inBatches } from "./in-batches.js";
import type { Db } from "./schema.js";

/** A paper in a channel. */
export interface PostKey {
  /** The subscription's channel: a forum, or the parent of threads. */
  readonly channelId: string;
  readonly paperId: string;
}

/** The post of a paper in a forum, or its thread in another channel. */
export interface Post {
  /** The message that opens it. */
  readonly openedBy: string;
  /** Null until it is posted. */
  readonly threadId: string | null;
  /** The next step of that message; null where it does not exist any more. */
  readonly step: string | null;
}

export async function findPost(db: Db, { channelId, paperId }: PostKey): Promise<Post | null> {
  const row = await db
    .selectFrom("posts")
    .leftJoin("messages", "messages.id", "posts.openedBy")
    .select(["posts.openedBy", "posts.threadId", "messages.step"])
    .where("posts.channelId", "=", channelId)
    .where("posts.paperId", "=", paperId)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of some papers that have a post or a thread in a channel. */
export async function papersWithPost(
  db: Db,
  channelId: string,
  paperIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await inBatches([...new Set(paperIds)], async (batch) => {
    const rows = await db
      .selectFrom("posts")
      .select("paperId")
      .where("channelId", "=", channelId)
      .where("paperId", "in", batch)
      .where("threadId", "is not", null)
      .execute();
    for (const { paperId } of rows) found.add(paperId);
  });
  return found;
}

/** Makes a message the one that opens a paper's post, unless another one is it already. */
export async function claimPost(
  db: Db,
  {
    guildId,
    channelId,
    paperId,
    openedBy,
    now,
  }: PostKey & { guildId: string; openedBy: string; now: number },
): Promise<void> {
  await db
    .insertInto("posts")
    .values({ guildId, channelId, paperId, openedBy, createdAt: now })
    .onConflict((conflict) => conflict.columns(["channelId", "paperId"]).doNothing())
    .execute();
}

/** Makes another message the one that opens it, because the first never did or its post is gone. One of several wins. */
export async function takeOverPost(
  db: Db,
  { channelId, paperId }: PostKey,
  { from, to, now }: { from: string; to: string; now: number },
): Promise<void> {
  await db
    .updateTable("posts")
    .set({ openedBy: to, threadId: null, createdAt: now })
    .where("channelId", "=", channelId)
    .where("paperId", "=", paperId)
    .where("openedBy", "=", from)
    .execute();
}

/** Records where a message has opened the post or thread. */
export async function savePostThread(
  db: Db,
  { channelId, paperId }: PostKey,
  { openedBy, threadId }: { openedBy: string; threadId: string },
): Promise<void> {
  await db
    .updateTable("posts")
    .set({ threadId })
    .where("channelId", "=", channelId)
    .where("paperId", "=", paperId)
    .where("openedBy", "=", openedBy)
    .execute();
}

/** Forgets the posts and threads that were opened before an instant. */
export async function deletePostsBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("posts").where("createdAt", "<", instant).execute();
}
