import { isGuildLeft } from "../store/guilds.js";
import { type ClaimedMessage, holdsClaim } from "../store/messages.js";
import { takeOverPost } from "../store/posts.js";
import type { Subscription } from "../store/subscription.js";
import { addTags } from "./add-tags.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import {
  type Attempt,
  type DeliverDeps,
  type Delivered,
  outcomeIn,
  request,
  settled,
  settleRetry,
  settleUnknown,
  stopIf,
} from "./attempt.js";
import { finish, nextStep } from "./finish.js";
import type { Finding, Target } from "./messenger.js";
import { type Outcome, outcomeOf } from "./outcome-of.js";
import { type Place, placeOf } from "./place.js";
import { settleBlocked, settleCancelled, settlePosted, settleRefused } from "./settle.js";

/**
 * Takes one message as far as possible, and records each step before the next. A paper's later changes go into the post or
 * the thread that its first one has opened.
 *
 * ```
 *                         ┌──────────────── certain refusal: cancelled, the subscription is blocked
 *                         ▼
 *  deliveries ─compose▶ pending ─claim▶ send ─posted▶ thread ─▶ publish ─▶ done
 *                                       │ ▲ │
 *       retry, at the time Discord says ┘ │ └ refused for its content: split in two; with one delivery kept, reported
 *                                         │
 *                      outcome unknown: lookup ─ absent: send │ found: posted
 * ```
 *
 * A crash at any time leaves a message that was claimed and not settled. Its lease ends, a process claims it again, and
 * the earlier claim counts as an attempt with an unknown outcome. A process that slept through its lease sends nothing:
 * the lease is checked right before each request. If two send all the same, they send the same nonce, and Discord posts
 * it once. A forum post has no nonce, so it is looked up before any second attempt.
 */
export async function deliver(
  message: ClaimedMessage,
  leaseUntil: number,
  deps: DeliverDeps,
): Promise<Delivered> {
  const announcement = await loadAnnouncement(deps.db, message.id);
  if (announcement === null) {
    await settleCancelled(deps.db, message, deps.now());
    return settled;
  }
  const attempt: Attempt = { message, leaseUntil, announcement, deps };
  const { step } = message;
  if (step === "send") return await post(attempt);
  return step === "thread" || step === "publish" ? await finish(attempt, step, message) : settled;
}

async function post(attempt: Attempt): Promise<Delivered> {
  const { message, announcement, deps } = attempt;
  const place = await placeOf(deps.db, announcement, deps.now());
  deps.onStep("placed");
  if (place.kind === "wait") return await settleRetry(attempt, deps.lookupDelay, null);
  const target = targetOf(announcement.subscription, place);
  if (message.unknownAttempts > 0 || (target.channelKind === "forum" && message.tries > 1)) {
    const finding = await request(attempt, "looking up", "looked up", (signal) =>
      deps.messenger.find(target, message.id, message.firstTryAt, signal),
    );
    if (finding === null) return await settleUnknown(attempt, null);
    if (finding.kind !== "absent")
      return await settlePost({ ...attempt, place }, outcomeOfFinding(finding), false);
  }
  if (!(await maySend(attempt))) {
    await settleCancelled(deps.db, message, deps.now());
    return settled;
  }
  if (!(await holdsClaim(deps.db, message))) return settled;
  const reply = await request(attempt, "sending", "sent", (signal) =>
    deps.messenger.send(target, deps.view(announcement), message.id, signal),
  );
  if (reply === null) return await settleRetry(attempt, 0, null);
  return await settlePost({ ...attempt, place }, outcomeIn(attempt, reply, "send"), true);
}

/** An attempt whose place is known. */
interface Placed extends Attempt {
  readonly place: Exclude<Place, { kind: "wait" }>;
}

/** A post in a forum is a channel with messages, as a thread is. */
function targetOf({ guildId, channelId, channelKind }: Subscription, place: Placed["place"]): Target {
  return place.kind === "thread"
    ? { guildId, channelId: place.threadId, channelKind: "text" }
    : { guildId, channelId, channelKind };
}

/** Whether the server and the subscription still allow what was decided when the message was composed. */
async function maySend({ message, announcement, deps }: Attempt): Promise<boolean> {
  const { guildId, state } = announcement.subscription;
  if (await isGuildLeft(deps.db, guildId)) return false;
  if (state.kind !== "blocked") return state.kind === "active";
  // Older messages are backlog, a newer one is the probe. If the clock was set back since, all are newer.
  return message.createdAt > state.since || state.since > deps.now();
}

function outcomeOfFinding(finding: Exclude<Finding, { kind: "absent" }>): Outcome {
  if (finding.kind === "unreadable") {
    const reason = "the bot cannot see what it has sent: it needs Read Message History";
    return { kind: "permission missing", reason };
  }
  const outcome = outcomeOf(finding);
  // Success codes of a send prove nothing for a lookup.
  return finding.kind === "failed" && outcome.kind === "done"
    ? { kind: "unknown", reason: finding.message }
    : outcome;
}

/** @param isCertain whether an outcome other than `done` and `unknown` proves that the message was not posted. */
async function settlePost(attempt: Placed, outcome: Outcome, isCertain: boolean): Promise<Delivered> {
  const { message, leaseUntil, announcement, deps, place } = attempt;
  const { db, now } = deps;
  deps.onOutcome?.(outcome.kind);
  switch (outcome.kind) {
    case "done": {
      const { channelId: postedChannelId, messageId: postedMessageId } = outcome;
      const isOver = postedMessageId === null || place.kind === "thread";
      const step = isOver ? "done" : nextStep("send", announcement.subscription);
      const opens = place.kind === "channel" && isForum(announcement) ? place.opens : null;
      const isOurs = await settlePosted(db, message, outcome, { step, now: now(), leaseUntil, opens });
      deps.onStep("settled");
      if (isOurs && place.kind === "thread" && isForum(announcement)) await addTags(attempt, place.threadId);
      return isOurs && (step === "thread" || step === "publish")
        ? await finish(attempt, step, { postedChannelId, postedMessageId })
        : settled;
    }
    case "retry":
      if (isCertain) await settleRetry(attempt, outcome.after, outcome.reason);
      else await settleUnknown(attempt, outcome.reason);
      return stopIf(outcome);
    case "channel gone":
    case "permission missing":
      if (place.kind === "thread" && (isCertain || outcome.kind === "channel gone"))
        return await leaveThread(attempt, place, outcome.reason);
      deps.onProblem("a channel refuses announcements", message, outcome.reason);
      await settleBlocked(db, message, {
        reason: outcome.reason,
        isCertain,
        isGone: outcome.kind === "channel gone",
        now: now(),
      });
      return settled;
    case "refused":
      if (!isCertain) return await settleUnknown(attempt, outcome.reason);
      if ((await settleRefused(db, message, { ...outcome, now: now() })) === "kept") {
        deps.onProblem("an announcement was refused", message, outcome.reason);
      }
      return settled;
    case "unknown":
      return await settleUnknown(attempt, outcome.reason);
  }
}

/** The post or thread was deleted or locked: the message opens another one. */
async function leaveThread(
  attempt: Attempt,
  { key, openedBy }: Extract<Place, { kind: "thread" }>,
  reason: string,
): Promise<Delivered> {
  const { deps, message } = attempt;
  await takeOverPost(deps.db, key, { from: openedBy, to: message.id, now: deps.now() });
  return await settleRetry(attempt, 0, reason);
}

function isForum({ subscription }: Announcement): boolean {
  return subscription.channelKind === "forum";
}
