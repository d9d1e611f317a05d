import { changesOfMessage, type RecordedChange } from "../store/changes.js";
import { type FeaturedPaper, featuredOfMessage } from "../store/featured-papers.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionOfMessage } from "../store/subscriptions.js";
import { countVotes } from "../store/votes.js";

/** The content of one message: one change, several as a digest, or papers without a change. */
export interface Announcement {
  /** The message's id: its nonce, and the marker that one of its custom_ids must contain. */
  readonly id: string;
  readonly subscription: Subscription;
  /** Oldest first. Each has the paper as it was at that time. */
  readonly changes: readonly RecordedChange[];
  /** Picks, and the top. Default: none. With the changes there is at least one. */
  readonly featured?: readonly FeaturedPaper[];
  /** Of the only paper: how many people of the server find it interesting. Default: 0. */
  readonly votes?: number;
}

/**
 * Loads an announcement, pending or sent. The pages of a digest need it long after it was sent.
 *
 * @returns null if it does not exist any more: its subscription was removed, or it is older than the history.
 */
export async function loadAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const subscription = await subscriptionOfMessage(db, id);
  if (subscription === null) return null;
  const changes = await changesOfMessage(db, id);
  const featured = await featuredOfMessage(db, id);
  const [first, ...others] = [...changes, ...featured];
  if (first === undefined) return null;
  const votes = others.length > 0 ? 0 : await countVotes(db, subscription.guildId, first.paper.id);
  return { id, subscription, changes, featured, votes };
}
