import { assignDelivery, type Delivery, pendingDeliveries } from "../store/deliveries.js";
import { takeDueSubscriptions } from "../store/due-subscriptions.js";
import { assignFeatured, pendingFeatured } from "../store/featured-papers.js";
import { insertMessage } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { papersWithPost } from "../store/posts.js";
import type { Db, Trx } from "../store/schema.js";
import { isRecurring, type Subscription } from "../store/subscription.js";
import { updateProgress } from "../store/subscriptions.js";
import { type Drawable, drawFeatured, findDrawable, type PapersFor } from "./draw-featured.js";
import { dropDuplicates, lockChannel } from "./drop-duplicates.js";
import { nextDueAt } from "./next-digest.js";
import { hasThreads } from "./place.js";

/** More pending deliveries of one subscription than these become one digest. */
const maxSingleMessages = 3;
/** Until papers that are still being read are asked for again. Milliseconds. */
const unreadDelay = 60_000;

/**
 * Puts the pending deliveries of due subscriptions into messages, a batch of subscriptions in one transaction. The
 * content of a message is fixed here, before it is sent: every attempt sends the same.
 *
 * @returns how many subscriptions were due: 0 if there is nothing more to do.
 */
export async function composeDue(
  db: Db,
  now: number,
  limit: number,
  papersFor: PapersFor = () => [],
): Promise<number> {
  const drawable = await findDrawable(db, now, limit, papersFor);
  return await db.transaction().execute(async (trx) => {
    const due = await takeDueSubscriptions(trx, now, limit);
    let position = 0;
    for (const subscription of due) {
      const subscriptionId = subscription.id;
      await lockChannel(trx, subscription);
      if (!(await prepare(trx, subscription, drawable, now))) continue;
      const hasFeatured = (await pendingFeatured(trx, subscriptionId)).length > 0;
      const pending = await dropDuplicates(trx, subscription, await pendingDeliveries(trx, subscriptionId));
      const paperIds = pending.map(({ paperId }) => paperId);
      const withPost = hasThreads(subscription)
        ? await papersWithPost(trx, subscription.channelId, paperIds)
        : none;
      const groups = groupPending(subscription, pending, { withPost, hasFeatured });
      for (const [index, group] of groups.entries()) {
        const id = newId();
        await insertMessage(trx, { id, subscriptionId, now, position });
        for (const delivery of group) await assignDelivery(trx, delivery, id);
        // The digest is the last one.
        if (hasFeatured && index === groups.length - 1) await assignFeatured(trx, subscriptionId, id);
        position += 1;
      }
    }
    return due.length;
  });
}

const none: ReadonlySet<string> = new Set();

/**
 * Draws the papers of a subscription that is due at each of its times, and sets the next one. While Discord refuses its
 * channel, only what is pending is tried.
 *
 * @returns false where its papers are not known yet: it is due again soon.
 */
async function prepare(
  trx: Trx,
  subscription: Subscription,
  drawable: Drawable,
  now: number,
): Promise<boolean> {
  if (!isRecurring(subscription) || subscription.state.kind !== "active") return true;
  const papers = drawable.get(subscription.id);
  if (papers === undefined || papers === null) {
    // Undefined: it became due after the papers were found.
    await updateProgress(trx, subscription.id, { dueAt: papers === null ? now + unreadDelay : now });
    return false;
  }
  await drawFeatured(trx, subscription, papers, now);
  await updateProgress(trx, subscription.id, { dueAt: nextDueAt(subscription.cadence, now) });
  return true;
}

/**
 * The deliveries of each message: one each if they are few, all in one digest if they are many, if the cadence or the
 * operator asks for a digest, if they are the backlog of a blocked channel, or if papers without a change go with them.
 * What is new of a paper that has a post or a thread goes there by itself, unless it is one of a backlog.
 */
function groupPending(
  { cadence, state }: Pick<Subscription, "cadence" | "state">,
  pending: readonly Delivery[],
  { withPost, hasFeatured }: { readonly withPost: ReadonlySet<string>; readonly hasFeatured: boolean },
): (readonly Delivery[])[] {
  const isBacklog = state.kind !== "active" || pending.some(({ digest }) => digest);
  const replies = isBacklog ? [] : pending.filter(({ paperId }) => withPost.has(paperId));
  const others = pending.filter((delivery) => !replies.includes(delivery));
  const isDigest =
    hasFeatured || isBacklog || cadence.kind !== "at once" || others.length > maxSingleMessages;
  const single = [...replies, ...(isDigest ? [] : others)].map((delivery) => [delivery]);
  return isDigest && (others.length > 0 || hasFeatured) ? [...single, others] : single;
}
