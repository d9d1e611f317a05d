import { isGuildLeft } from "../store/guilds.js";
import type { ClaimedMessage, MessageStep } from "../store/messages.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import type { DeliveryStep } from "./delivery-steps.js";
import type { AnnouncementView, Finding, Messenger, Reply } from "./messenger.js";
import { type Outcome, outcomeOf } from "./outcome-of.js";
import {
  settleBlocked,
  settleCancelled,
  settlePosted,
  settleRefused,
  settleRetry,
  settleStep,
  settleUnknown,
} from "./settle.js";

export interface DeliverDeps {
  readonly db: Db;
  readonly messenger: Messenger;
  readonly view: (announcement: Announcement) => AnnouncementView;
  readonly now: () => number;
  readonly newId: () => string;
  /** Milliseconds that one request may take, its time in the queue included. */
  readonly requestTimeout: number;
  /** Milliseconds between an unknown outcome and the lookup of the message: a request under way must have arrived. */
  readonly lookupDelay: number;
  readonly onStep: (step: DeliveryStep) => void;
  /** Reports a failed message to the operator. */
  readonly onProblem: (what: string, message: ClaimedMessage, reason: string) => void;
}

export type Delivered =
  | { readonly kind: "settled" }
  /** Discord takes no requests for `after` milliseconds. */
  | { readonly kind: "stop"; readonly after: number; readonly reason: string };

const settled: Delivered = { kind: "settled" };

/**
 * Takes one message as far as possible, and records each step before the next.
 *
 * ```
 *                         ┌──────────────── certain refusal: cancelled, the subscription is blocked
 *                         ▼
 *  deliveries ─compose▶ pending ─claim▶ send ─posted▶ thread ─▶ publish ─▶ done
 *                                       │ ▲ │
 *       retry, at the time Discord says ┘ │ └ refused as a bug or as unwanted: kept, reported
 *                                         │
 *                      outcome unknown: lookup ─ absent: send │ found: posted
 * ```
 *
 * A crash at any time leaves a message that was claimed and not settled. Its lease ends, a process claims it again, and
 * the earlier claim counts as an attempt with an unknown outcome. If two processes work on one message (one slept
 * through its lease), both send the same nonce, and Discord posts it once. A forum post has no nonce.
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

interface Attempt {
  readonly message: ClaimedMessage;
  readonly leaseUntil: number;
  readonly announcement: Announcement;
  readonly deps: DeliverDeps;
}

async function post(attempt: Attempt): Promise<Delivered> {
  const { message, announcement, deps } = attempt;
  const { subscription } = announcement;
  const isUnknown = message.unknownAttempts > 0;
  if (!hasTime(attempt)) return await giveBack(attempt, isUnknown);
  if (isUnknown) {
    deps.onStep("looking up");
    const finding = await deps.messenger.find(subscription, message.id, message.firstTryAt, timeLimit(deps));
    deps.onStep("looked up");
    if (finding.kind !== "absent") return await settlePost(attempt, outcomeOfFinding(finding), false);
    if (!hasTime(attempt)) return await giveBack(attempt, false);
  }
  if (!(await maySend(attempt))) {
    await settleCancelled(deps.db, message, deps.now());
    return settled;
  }
  deps.onStep("sending");
  const reply = await deps.messenger.send(subscription, deps.view(announcement), message.id, timeLimit(deps));
  deps.onStep("sent");
  return await settlePost(attempt, outcomeOf(reply), true);
}

/** Whether the server and the subscription still allow what was decided when the message was composed. */
async function maySend({ message, announcement, deps }: Attempt): Promise<boolean> {
  const { guildId, state } = announcement.subscription;
  if (await isGuildLeft(deps.db, guildId)) return false;
  // Older messages are backlog, a newer one is the probe.
  return state.kind === "active" || (state.kind === "blocked" && message.createdAt > state.since);
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
async function settlePost(attempt: Attempt, outcome: Outcome, isCertain: boolean): Promise<Delivered> {
  const { message, leaseUntil, announcement, deps } = attempt;
  const { db, now, newId } = deps;
  const settleAsUnknown = (note: string) =>
    settleUnknown(db, message, { now: now(), delay: deps.lookupDelay, note });
  switch (outcome.kind) {
    case "done": {
      const { channelId: postedChannelId, messageId: postedMessageId } = outcome;
      const step = postedMessageId === null ? "done" : nextStep("send", announcement.subscription);
      const isOurs = await settlePosted(db, message, outcome, { step, now: now(), leaseUntil });
      deps.onStep("settled");
      return isOurs && (step === "thread" || step === "publish")
        ? await finish(attempt, step, { postedChannelId, postedMessageId })
        : settled;
    }
    case "retry":
      if (isCertain) await settleRetry(db, message, { at: now() + outcome.after, note: outcome.reason });
      else await settleAsUnknown(outcome.reason);
      return stopIf(outcome);
    case "channel gone":
    case "permission missing":
      deps.onProblem("a channel refuses announcements", message, outcome.reason);
      await settleBlocked(db, message, { reason: outcome.reason, isCertain, now: now(), newId });
      return settled;
    case "refused":
      deps.onProblem("an announcement was refused", message, outcome.reason);
      if (isCertain) await settleRefused(db, message, outcome.reason);
      else await settleAsUnknown(outcome.reason);
      return settled;
    case "unknown":
      await settleAsUnknown(outcome.reason);
      return settled;
  }
}

/** What comes after a step. A forum post needs no thread: it is one. */
export function nextStep(
  step: "send" | "thread" | "publish",
  { channelKind, thread, publish }: Pick<Subscription, "channelKind" | "thread" | "publish">,
): MessageStep {
  if (step === "send" && thread && channelKind !== "forum") return "thread";
  if (step !== "publish" && publish && channelKind === "announcement") return "publish";
  return "done";
}

/** Opens the thread or publishes. Repeating either is harmless, and if one is refused the delivery continues. */
async function finish(
  attempt: Attempt,
  step: "thread" | "publish",
  posted: Pick<ClaimedMessage, "postedChannelId" | "postedMessageId">,
): Promise<Delivered> {
  const { message, leaseUntil, announcement, deps } = attempt;
  const { postedChannelId: channelId, postedMessageId: messageId } = posted;
  if (!hasTime(attempt)) return await giveBack(attempt, false);
  // The ids are unknown if the message was deleted.
  const outcome: Outcome =
    channelId === null || messageId === null
      ? { kind: "done", channelId, messageId }
      : outcomeOf(await (step === "thread" ? openThread : publish)(attempt, channelId, messageId));
  if (outcome.kind === "retry" || outcome.kind === "unknown") {
    const after = outcome.kind === "retry" ? outcome.after : deps.requestTimeout;
    await settleRetry(deps.db, message, { at: deps.now() + after, note: outcome.reason });
    return outcome.kind === "retry" ? stopIf(outcome) : settled;
  }
  const note = outcome.kind === "done" ? null : outcome.reason;
  if (note !== null) deps.onProblem(`no ${step} for an announcement`, message, note);
  const next = nextStep(step, announcement.subscription);
  const isOurs = await settleStep(deps.db, message, { step: next, note, leaseUntil });
  return isOurs && next === "publish" ? await finish(attempt, next, posted) : settled;
}

async function openThread(
  { announcement, deps }: Attempt,
  channelId: string,
  messageId: string,
): Promise<Reply> {
  deps.onStep("opening thread");
  const { threadName } = deps.view(announcement);
  const reply = await deps.messenger.openThread(channelId, messageId, threadName, timeLimit(deps));
  deps.onStep("thread opened");
  return reply;
}

async function publish({ deps }: Attempt, channelId: string, messageId: string): Promise<Reply> {
  deps.onStep("publishing");
  const reply = await deps.messenger.crosspost(channelId, messageId, timeLimit(deps));
  deps.onStep("published");
  return reply;
}

/** Whether a request that starts now ends before the lease does. */
function hasTime({ leaseUntil, deps }: Attempt): boolean {
  return deps.now() + deps.requestTimeout < leaseUntil;
}

/** Leaves the message to the next claim. */
async function giveBack({ message, deps }: Attempt, isUnknown: boolean): Promise<Delivered> {
  const now = deps.now();
  if (isUnknown) await settleUnknown(deps.db, message, { now, delay: deps.lookupDelay, note: null });
  else await settleRetry(deps.db, message, { at: now, note: null });
  return settled;
}

function timeLimit({ requestTimeout }: DeliverDeps): AbortSignal {
  return AbortSignal.timeout(requestTimeout);
}

function stopIf(outcome: Extract<Outcome, { kind: "retry" }>): Delivered {
  return outcome.everything ? { kind: "stop", after: outcome.after, reason: outcome.reason } : settled;
}
