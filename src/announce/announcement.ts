import { changesOfMessage, type RecordedChange } from "../store/changes.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionOfMessage } from "../store/subscriptions.js";

/** The content of one message: one change, or several as a digest. */
export interface Announcement {
  /** The message's id: its nonce, and the marker that one of its custom_ids must contain. */
  readonly id: string;
  readonly subscription: Subscription;
  /** Oldest first, at least one. Each has the paper as it was at that time. */
  readonly changes: readonly RecordedChange[];
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
  return changes.length === 0 ? null : { id, subscription, changes };
}
