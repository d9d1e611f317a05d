import { claimPost, findPost, type PostKey, takeOverPost } from "../store/posts.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import type { Announcement } from "./announcement.js";

/** Where a message goes. */
export type Place =
  /** Into the subscription's channel. With a key it opens the paper's post or thread, for later changes. */
  | { readonly kind: "channel"; readonly opens: PostKey | null }
  /** Into the post or thread of its paper. */
  | { readonly kind: "thread"; readonly threadId: string; readonly key: PostKey; readonly openedBy: string }
  /** Another message is about to open the paper's post. */
  | { readonly kind: "wait" };

/** Whether a subscription's papers have a post or a thread of their own. */
export function hasThreads({ channelKind, thread }: Subscription): boolean {
  return channelKind === "forum" || thread;
}

/** The paper whose post or thread a message opens, or goes into; null for a digest, and where there are no threads. */
export function postKeyOf({ subscription, changes }: Announcement): PostKey | null {
  const [change, ...others] = changes;
  if (change === undefined || others.length > 0) return null;
  return hasThreads(subscription) ? { channelId: subscription.channelId, paperId: change.paper.id } : null;
}

/**
 * Finds where a message goes, and records it before anything is sent: every attempt goes to the same place. One message
 * opens the post of a paper, and the others wait until it has; where it never will, the next one does.
 */
export async function placeOf(db: Db, announcement: Announcement, now: number): Promise<Place> {
  const key = postKeyOf(announcement);
  if (key === null) return { kind: "channel", opens: null };
  const { id } = announcement;
  await claimPost(db, { ...key, guildId: announcement.subscription.guildId, openedBy: id, now });
  let post = await findPost(db, key);
  if (post !== null && post.openedBy !== id && post.threadId === null && !isOpening(post.step)) {
    await takeOverPost(db, key, { from: post.openedBy, to: id, now });
    post = await findPost(db, key);
  }
  if (post === null || post.openedBy === id) return { kind: "channel", opens: key };
  const { threadId, openedBy } = post;
  return threadId === null ? { kind: "wait" } : { kind: "thread", threadId, key, openedBy };
}

function isOpening(step: string | null): boolean {
  return step === "send" || step === "thread";
}
