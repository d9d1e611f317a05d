import { isGuildLeft } from "../store/guilds.js";
import type { Db } from "../store/schema.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import type { DeliveryStep } from "./delivery-steps.js";
import type { AnnouncementView, Finding, Messenger, Reply } from "./messenger.js";
import { nextStep } from "./next-step.js";
import { type Outcome, outcomeOf } from "./outcome-of.js";
import {
  type Held,
  settleBlocked,
  settleDoubt,
  settlePosted,
  settleRefused,
  settleRetry,
  settleStep,
  settleTakenBack,
} from "./settle.js";

export interface DeliverDeps {
  readonly db: Db;
  readonly messenger: Messenger;
  readonly view: (announcement: Announcement) => AnnouncementView;
  readonly now: () => number;
  readonly newId: () => string;
  /** Milliseconds that one request may take, its wait for a turn included. */
  readonly requestTime: number;
  /** Milliseconds to let pass after an unclear end before looking: what is under way must have arrived. */
  readonly doubtTime: number;
  readonly onStep: (step: DeliveryStep) => void;
  /** For the operator: what went wrong with which message. */
  readonly onTrouble: (what: string, held: Held, reason: string) => void;
}

/** What the dispatcher has to know of the end of it. */
export type Delivered =
  | { readonly kind: "settled" }
  /** No request is of use for so many milliseconds. */
  | { readonly kind: "stop"; readonly after: number; readonly reason: string };

const settled: Delivered = { kind: "settled" };

/**
 * Brings one message as far as it goes, and writes down each step before the next.
 *
 * ```
 *                         ┌──────────────── certain refusal: taken back, the subscription is blocked
 *                         ▼
 *  deliveries ─compose▶ waiting ─claim▶ send ─posted▶ thread ─▶ publish ─▶ done
 *                                       │ ▲ │
 *          retry, at a time Discord says ┘ │ └ refused as a bug or as unwanted: kept, reported
 *                                          │
 *             no word of the end of it: in doubt ─look─ absent: send │ found: posted
 * ```
 *
 * A crash at any instant leaves a message that was taken and not settled. Its lease ends, somebody takes it, and as it
 * was taken before it is in doubt. Two who hold it (one slept through its lease) send the same nonce.
 */
export async function deliver(held: Held, leaseUntil: number, deps: DeliverDeps): Promise<Delivered> {
  const announcement = await loadAnnouncement(deps.db, held.id);
  if (announcement === null) {
    await settleTakenBack(deps.db, held, deps.now());
    return settled;
  }
  const attempt: Attempt = { held, leaseUntil, announcement, deps };
  if (held.step === "send") return await post(attempt);
  if (held.step === "thread" || held.step === "publish") return await finish(attempt, held.step, held);
  return settled;
}

interface Attempt {
  readonly held: Held;
  readonly leaseUntil: number;
  readonly announcement: Announcement;
  readonly deps: DeliverDeps;
}

/** Where a message is in Discord; null where it was deleted since, or nobody knows. */
interface Posted {
  readonly postedChannelId: string | null;
  readonly postedMessageId: string | null;
}

async function post(attempt: Attempt): Promise<Delivered> {
  const { held, announcement, deps } = attempt;
  const { subscription } = announcement;
  if (!hasTime(attempt)) return await giveBack(attempt, held.doubts > 0);
  if (held.doubts > 0) {
    deps.onStep("looking");
    const finding = await deps.messenger.find(subscription, held.id, held.firstTryAt, timeLimit(deps));
    deps.onStep("looked");
    if (finding.kind !== "absent") return await settleFinding(attempt, finding);
    if (!hasTime(attempt)) return await giveBack(attempt, false);
  }
  if (!(await maySend(attempt))) {
    await settleTakenBack(deps.db, held, deps.now());
    return settled;
  }
  deps.onStep("sending");
  const reply = await deps.messenger.send(subscription, deps.view(announcement), held.id, timeLimit(deps));
  deps.onStep("sent");
  return await settlePost(attempt, outcomeOf(reply), true);
}

/** Whether what was decided when the message was made still holds. */
async function maySend({ held, announcement, deps }: Attempt): Promise<boolean> {
  const { guildId, state } = announcement.subscription;
  if (await isGuildLeft(deps.db, guildId)) return false;
  // A message from before the refusal is part of what was missed; one from after is the probe.
  return state.kind === "active" || (state.kind === "blocked" && held.createdAt > state.since);
}

async function settleFinding(
  attempt: Attempt,
  finding: Exclude<Finding, { kind: "absent" }>,
): Promise<Delivered> {
  const outcome: Outcome =
    finding.kind === "cannot look"
      ? {
          kind: "permission missing",
          reason: "the bot can not see what it has sent: it needs Read Message History",
        }
      : outcomeOf(finding);
  // An error that means "done" to who sends means nothing to who looks.
  const told = finding.kind === "failed" && outcome.kind === "done" ? unclear(finding.message) : outcome;
  return await settlePost(attempt, told, false);
}

function unclear(reason: string): Outcome {
  return { kind: "unknown", reason };
}

/** @param certain whether an outcome other than `done` and `unknown` means that the message is not there. */
async function settlePost(attempt: Attempt, outcome: Outcome, certain: boolean): Promise<Delivered> {
  const { held, leaseUntil, announcement, deps } = attempt;
  const { db, now, newId } = deps;
  switch (outcome.kind) {
    case "done": {
      const step = outcome.messageId === null ? "done" : nextStep("send", announcement.subscription);
      const mine = await settlePosted(db, held, outcome, { step, now: now(), leaseUntil });
      deps.onStep("settled");
      const posted = { postedChannelId: outcome.channelId, postedMessageId: outcome.messageId };
      return mine && (step === "thread" || step === "publish")
        ? await finish(attempt, step, posted)
        : settled;
    }
    case "retry":
      if (certain) await settleRetry(db, held, { at: now() + outcome.after, note: outcome.reason });
      else await settleDoubt(db, held, { now: now(), gap: deps.doubtTime, note: outcome.reason });
      return stopIf(outcome);
    case "channel gone":
    case "permission missing":
      deps.onTrouble("a channel refuses announcements", held, outcome.reason);
      await settleBlocked(db, held, { reason: outcome.reason, certain, now: now(), newId });
      return settled;
    case "refused":
      deps.onTrouble("an announcement was refused", held, outcome.reason);
      if (certain) await settleRefused(db, held, outcome.reason);
      else await settleDoubt(db, held, { now: now(), gap: deps.doubtTime, note: outcome.reason });
      return settled;
    case "unknown":
      await settleDoubt(db, held, { now: now(), gap: deps.doubtTime, note: outcome.reason });
      return settled;
  }
}

/** The thread and the publication: each may be done twice without harm, and neither is worth stopping for. */
async function finish(attempt: Attempt, step: "thread" | "publish", posted: Posted): Promise<Delivered> {
  const { held, leaseUntil, announcement, deps } = attempt;
  const { postedChannelId: channelId, postedMessageId: messageId } = posted;
  if (!hasTime(attempt)) return await giveBack(attempt, false);
  const outcome: Outcome =
    channelId === null || messageId === null
      ? { kind: "done", channelId, messageId }
      : outcomeOf(await (step === "thread" ? openThread : publish)(attempt, channelId, messageId));
  if (outcome.kind === "retry" || outcome.kind === "unknown") {
    const after = outcome.kind === "retry" ? outcome.after : deps.requestTime;
    await settleRetry(deps.db, held, { at: deps.now() + after, note: outcome.reason });
    return outcome.kind === "retry" ? stopIf(outcome) : settled;
  }
  const note = outcome.kind === "done" ? null : outcome.reason;
  if (note !== null) deps.onTrouble(`no ${step} for an announcement`, held, note);
  const next = nextStep(step, announcement.subscription);
  const mine = await settleStep(deps.db, held, { step: next, note, leaseUntil });
  return mine && next === "publish" ? await finish(attempt, next, posted) : settled;
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

/** Whether a request that begins now is over before somebody else may take the message. */
function hasTime({ leaseUntil, deps }: Attempt): boolean {
  return deps.now() + deps.requestTime < leaseUntil;
}

/** Leaves a message to whoever has more time. */
async function giveBack({ held, deps }: Attempt, inDoubt: boolean): Promise<Delivered> {
  if (inDoubt) await settleDoubt(deps.db, held, { now: deps.now(), gap: deps.doubtTime, note: null });
  else await settleRetry(deps.db, held, { at: deps.now(), note: null });
  return settled;
}

function timeLimit({ requestTime }: DeliverDeps): AbortSignal {
  return AbortSignal.timeout(requestTime);
}

function stopIf(outcome: Extract<Outcome, { kind: "retry" }>): Delivered {
  return outcome.everything ? { kind: "stop", after: outcome.after, reason: outcome.reason } : settled;
}
