import { hasPending } from "../store/deliveries.js";
import { isGuildLeft } from "../store/guilds.js";
import { type ClaimedMessage, type MessageStep, settleMessage, takeBackMessage } from "../store/messages.js";
import { insertNotice } from "../store/notices.js";
import type { Db, Trx } from "../store/schema.js";
import { lockSubscription, updateProgress } from "../store/subscriptions.js";
import { blockedNotice } from "./blocked-notice.js";
import { dueAtFor, probeGap } from "./due-at.js";

/** A message in this process' hands, with the token that says so. */
export interface Held extends ClaimedMessage {
  readonly owner: string;
}

/** The time until one looks again grows up to so many times the first. */
const MOST_GAPS = 60;

/** It is in Discord (or was: null, deleted since): what is next, and a blocked subscription is active again. */
export async function settlePosted(
  db: Db,
  held: Held,
  posted: { readonly channelId: string | null; readonly messageId: string | null },
  {
    step,
    now,
    leaseUntil,
  }: { readonly step: MessageStep; readonly now: number; readonly leaseUntil: number },
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const settled = await settleMessage(trx, held, {
      step,
      nextAt: step === "done" ? null : leaseUntil,
      settled: held.tries,
      postedChannelId: posted.channelId,
      postedMessageId: posted.messageId,
      sentAt: now,
      note: null,
    });
    if (settled) await noteSuccess(trx, held.subscriptionId, now);
    return settled;
  });
}

async function noteSuccess(trx: Trx, subscriptionId: string, now: number): Promise<void> {
  const subscription = await lockSubscription(trx, subscriptionId);
  if (subscription === null) return;
  if (subscription.state.kind !== "blocked") {
    await updateProgress(trx, subscriptionId, { lastSentAt: now, refusals: 0 });
    return;
  }
  const active = { ...subscription, state: { kind: "active" }, refusals: 0 } as const;
  await updateProgress(trx, subscriptionId, {
    lastSentAt: now,
    state: "active",
    reason: null,
    since: now,
    refusals: 0,
    dueAt: (await hasPending(trx, subscriptionId)) ? dueAtFor(active, now) : null,
  });
}

/** A step after the first is over, done or given up: what is next. */
export async function settleStep(
  db: Db,
  held: Held,
  { step, note, leaseUntil }: { step: MessageStep; note: string | null; leaseUntil: number },
): Promise<boolean> {
  return await settleMessage(db, held, {
    step,
    nextAt: step === "done" ? null : leaseUntil,
    settled: held.tries,
    ...(note !== null && { note }),
  });
}

/** Certain not to have been done, and to be tried again then. */
export async function settleRetry(
  db: Db,
  held: Held,
  { at, note }: { readonly at: number; readonly note: string | null },
): Promise<boolean> {
  return await settleMessage(db, held, { nextAt: at, settled: held.tries, note });
}

/**
 * Nothing is certain: whoever takes it next looks first.
 *
 * @param gap milliseconds until then, the first time; twice as many each time after.
 */
export async function settleDoubt(
  db: Db,
  held: Held,
  { now, gap, note }: { readonly now: number; readonly gap: number; readonly note: string | null },
): Promise<boolean> {
  const wait = gap * Math.min(2 ** held.doubts, MOST_GAPS);
  return await settleMessage(db, held, { nextAt: now + wait, note });
}

/** Never to be sent as it is. */
export async function settleRefused(db: Db, held: Held, note: string): Promise<boolean> {
  return await settleMessage(db, held, { step: "refused", nextAt: null, settled: held.tries, note });
}

/**
 * Not to be sent as it is, for what became of its subscription since: its deliveries wait again, and have a time
 * unless a pause or the server's absence takes it from them.
 */
export async function settleTakenBack(db: Db, held: Held, now: number): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const subscription = await lockSubscription(trx, held.subscriptionId);
    if (!(await takeBackMessage(trx, held))) return false;
    if (subscription === null) return true;
    // Of a blocked channel this is the time of the probe: what is taken back was only looked for.
    const time = subscription.state.kind === "blocked" ? now : dueAtFor(subscription, now);
    const left = await isGuildLeft(trx, subscription.guildId);
    await updateProgress(trx, subscription.id, { dueAt: left ? null : (subscription.dueAt ?? time) });
    return true;
  });
}

/**
 * Discord refuses the channel: the subscription is blocked, what it was to tell waits, and the next attempt comes
 * after a gap that grows. The first refusal is told to the server, once.
 *
 * @param certain whether it is certain that the message is not in the channel; else the message is kept, to be
 *   looked for then.
 */
export async function settleBlocked(
  db: Db,
  held: Held,
  { reason, certain, now, newId }: { reason: string; certain: boolean; now: number; newId: () => string },
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const subscription = await lockSubscription(trx, held.subscriptionId);
    if (subscription === null) return false;
    const refusals = subscription.refusals + 1;
    const probeAt = now + probeGap(refusals);
    const settled = certain
      ? await takeBackMessage(trx, held)
      : await settleMessage(trx, held, { nextAt: probeAt, note: reason });
    if (!settled || subscription.state.kind === "paused") return settled;
    const known = subscription.state.kind === "blocked";
    await updateProgress(trx, subscription.id, {
      state: "blocked",
      reason,
      since: known ? subscription.state.since : now,
      refusals,
      dueAt: probeAt,
    });
    if (!known) {
      const { id, guildId } = subscription;
      const text = blockedNotice(subscription, reason);
      await insertNotice(trx, { id: newId(), guildId, subscriptionId: id, text, createdAt: now });
    }
    return true;
  });
}
