import { changesOfMessage, type RecordedChange } from "../store/changes.js";
import { subscriptionOfMessage } from "../store/messages.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { findSubscription } from "../store/subscriptions.js";

/** What one message tells: one change, or several as a digest. */
export interface Announcement {
  /** The message's id: its nonce, and the marker that a custom_id of it must hold. */
  readonly id: string;
  readonly subscription: Subscription;
  /** Oldest first, never none. Each has the paper as it was then. */
  readonly changes: readonly RecordedChange[];
}

/**
 * An announcement as it was, or will be, sent: also long after, for the pages of a digest.
 *
 * @returns null where there is none of that id any more, as its subscription was removed.
 */
export async function loadAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const subscriptionId = await subscriptionOfMessage(db, id);
  const subscription = subscriptionId === null ? null : await findSubscription(db, subscriptionId);
  if (subscription === null) return null;
  const changes = await changesOfMessage(db, id);
  return changes.length === 0 ? null : { id, subscription, changes };
}
