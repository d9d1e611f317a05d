import { assignDelivery, deliveriesOfMessage } from "../store/deliveries.js";
import { isGuildLeft } from "../store/guilds.js";
import {
  type ClaimedMessage,
  cancelMessage,
  insertMessage,
  type MessageStep,
  settleMessage,
} from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { insertNotice } from "../store/notices.js";
import { type PostKey, savePostThread } from "../store/posts.js";
import type { Db, Trx } from "../store/schema.js";
import { lockSubscription, updateProgress } from "../store/subscriptions.js";
import { activation, dueAtFor, probeGap } from "./due-at.js";

// Each function returns false, and changes nothing, if the lease has passed to another process.

/**
 * The message is in Discord, or was and has been deleted (ids are null). A blocked subscription becomes active.
 *
 * @param step the next one
 * @param opens the paper whose post in a forum the message is
 */
export async function settlePosted(
  db: Db,
  message: ClaimedMessage,
  posted: { readonly channelId: string | null; readonly messageId: string | null },
  {
    step,
    now,
    leaseUntil,
    opens,
  }: { step: MessageStep; now: number; leaseUntil: number; opens: PostKey | null },
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const isSettled = await settleMessage(trx, message, {
      step,
      nextAt: step === "done" ? null : leaseUntil,
      settled: message.tries,
      postedChannelId: posted.channelId,
      postedMessageId: posted.messageId,
      sentAt: now,
      note: null,
    });
    if (!isSettled) return false;
    await recordSuccess(trx, message.subscriptionId, now);
    if (opens !== null && posted.channelId !== null)
      await savePostThread(trx, opens, { openedBy: message.id, threadId: posted.channelId });
    return true;
  });
}

async function recordSuccess(trx: Trx, subscriptionId: string, now: number): Promise<void> {
  const subscription = await lockSubscription(trx, subscriptionId);
  if (subscription === null) return;
  const progress =
    subscription.state.kind === "blocked" ? await activation(trx, subscription, now) : { refusals: 0 };
  await updateProgress(trx, subscriptionId, { lastSentAt: now, ...progress });
}

/**
 * Cancels a message that its subscription does not allow any more; its deliveries become pending again. They become
 * due, unless the subscription is paused or the bot has left the server.
 */
export async function settleCancelled(db: Db, message: ClaimedMessage, now: number): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const subscription = await lockSubscription(trx, message.subscriptionId);
    if (!(await cancelMessage(trx, message))) return false;
    if (subscription === null) return true;
    // The message was only looked up, so a blocked channel was not probed yet: that is due now.
    const time = subscription.state.kind === "blocked" ? now : dueAtFor(subscription, now);
    const left = await isGuildLeft(trx, subscription.guildId);
    await updateProgress(trx, subscription.id, { dueAt: left ? null : (subscription.dueAt ?? time) });
    return true;
  });
}

/**
 * Discord refuses the message, but not the channel. A digest that is refused for its content is split in two, and so on
 * until only what is not wanted stays unsent: that is kept, with the reason. A blocked subscription becomes active,
 * because Discord checks permissions first.
 *
 * @returns `split` or `kept`; `lost` if the lease has passed to another process.
 */
export async function settleRefused(
  db: Db,
  message: ClaimedMessage,
  { reason, isContent, now }: { reason: string; isContent: boolean; now: number },
): Promise<"split" | "kept" | "lost"> {
  return await db.transaction().execute(async (trx) => {
    const subscription = await lockSubscription(trx, message.subscriptionId);
    const deliveries = await deliveriesOfMessage(trx, message.id);
    const isSplit = isContent && deliveries.length > 1;
    const isOurs = isSplit
      ? await cancelMessage(trx, message)
      : await settleMessage(trx, message, {
          step: "refused",
          nextAt: null,
          settled: message.tries,
          note: reason,
        });
    if (!isOurs) return "lost";
    if (isSplit) {
      const middle = Math.ceil(deliveries.length / 2);
      for (const [position, half] of [deliveries.slice(0, middle), deliveries.slice(middle)].entries()) {
        const id = newId();
        await insertMessage(trx, { id, subscriptionId: message.subscriptionId, now, position });
        for (const delivery of half) await assignDelivery(trx, delivery, id);
      }
    }
    if (subscription?.state.kind === "blocked") {
      await updateProgress(trx, subscription.id, await activation(trx, subscription, now));
    }
    return isSplit ? "split" : "kept";
  });
}

/**
 * Discord refuses the channel: the subscription is blocked, its deliveries stay pending, and the gap to the next probe
 * grows. Only the first refusal sends the server a notice.
 *
 * @param isGone whether the channel was deleted
 * @param isCertain whether the message is certainly not in the channel. If not, it is kept, and looked up later.
 */
export async function settleBlocked(
  db: Db,
  message: ClaimedMessage,
  { reason, isCertain, isGone, now }: { reason: string; isCertain: boolean; isGone: boolean; now: number },
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const subscription = await lockSubscription(trx, message.subscriptionId);
    if (subscription === null) return false;
    const refusals = subscription.refusals + 1;
    const probeAt = now + probeGap(refusals);
    const isSettled = isCertain
      ? await cancelMessage(trx, message)
      : await settleMessage(trx, message, { nextAt: probeAt, note: reason });
    if (!isSettled || subscription.state.kind === "paused") return isSettled;
    const wasBlocked = subscription.state.kind === "blocked";
    await updateProgress(trx, subscription.id, {
      state: "blocked",
      reason,
      since: wasBlocked ? subscription.state.since : now,
      refusals,
      dueAt: probeAt,
    });
    if (!wasBlocked) {
      const { id, guildId, channelId } = subscription;
      const next = isGone
        ? "Nothing is lost: /subscriptions moves them to another channel, with everything that was missed."
        : "Nothing is lost: they resume by themselves, with everything that was missed, once this is fixed. " +
          "/subscriptions shows more.";
      const text = `Announcements for <#${channelId}> cannot be delivered: ${reason}. ${next}`;
      await insertNotice(trx, { id: newId(), guildId, subscriptionId: id, text, createdAt: now });
    }
    return true;
  });
}
