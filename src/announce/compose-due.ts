import { assignDelivery, type Delivery, pendingDeliveries } from "../store/deliveries.js";
import { insertMessage } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { papersWithPost } from "../store/posts.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { takeDueSubscriptions } from "../store/subscriptions.js";
import { dropDuplicates, lockChannel } from "./drop-duplicates.js";

/** More pending deliveries of one subscription than these become one digest. */
const maxSingleMessages = 3;

/**
 * Puts the pending deliveries of due subscriptions into messages, a batch of subscriptions in one transaction. The
 * content of a message is fixed here, before it is sent: every attempt sends the same.
 *
 * @returns how many subscriptions were due: 0 if there is nothing more to do.
 */
export async function composeDue(db: Db, now: number, limit: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await takeDueSubscriptions(trx, now, limit);
    let position = 0;
    for (const subscription of due) {
      const subscriptionId = subscription.id;
      await lockChannel(trx, subscription);
      const pending = await dropDuplicates(trx, subscription, await pendingDeliveries(trx, subscriptionId));
      const paperIds = pending.map(({ paperId }) => paperId);
      const withPost = hasThreads(subscription)
        ? await papersWithPost(trx, subscription.channelId, paperIds)
        : none;
      for (const group of groupPending(subscription, pending, withPost)) {
        const id = newId();
        await insertMessage(trx, { id, subscriptionId, now, position });
        for (const delivery of group) await assignDelivery(trx, delivery, id);
        position += 1;
      }
    }
    return due.length;
  });
}

const none: ReadonlySet<string> = new Set();

/** Whether a subscription's papers have a post or a thread of their own. */
function hasThreads({ channelKind, thread }: Subscription): boolean {
  return channelKind === "forum" || thread;
}

/**
 * The deliveries of each message: one each if they are few, all in one digest if they are many, if the cadence or the
 * operator asks for a digest, or if they are the backlog of a blocked channel. What is new of a paper that has a post or
 * a thread goes there by itself, unless it is one of a backlog.
 */
function groupPending(
  { cadence, state }: Pick<Subscription, "cadence" | "state">,
  pending: readonly Delivery[],
  withPost: ReadonlySet<string>,
): (readonly Delivery[])[] {
  const isBacklog = state.kind !== "active" || pending.some(({ digest }) => digest);
  const replies = isBacklog ? [] : pending.filter(({ paperId }) => withPost.has(paperId));
  const others = pending.filter((delivery) => !replies.includes(delivery));
  const isDigest = isBacklog || cadence.kind !== "at once" || others.length > maxSingleMessages;
  const single = [...replies, ...(isDigest ? [] : others)].map((delivery) => [delivery]);
  return isDigest && others.length > 0 ? [...single, others] : single;
}
