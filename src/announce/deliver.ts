import { isGuildLeft } from "../store/guilds.js";
import { type ClaimedMessage, holdsClaim, type MessageStep, settleMessage } from "../store/messages.js";
import { savePostThread, takeOverPost } from "../store/posts.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import type { DeliveryStep } from "./delivery-steps.js";
import type { AnnouncementView, Finding, Messenger, Reply, Target } from "./messenger.js";
import { type Action, type Outcome, outcomeOf } from "./outcome-of.js";
import { type Place, placeOf, postKeyOf } from "./place.js";
import { settleBlocked, settleCancelled, settlePosted, settleRefused } from "./settle.js";

export interface DeliverDeps {
  readonly db: Db;
  readonly messenger: Messenger;
  readonly view: (announcement: Announcement) => AnnouncementView;
  readonly now: () => number;
  /** Milliseconds that one request may take, its time in the queue included. */
  readonly requestTimeout: number;
  /** The requests that are under way: whoever aborts one makes its outcome unknown. */
  readonly requests: Set<AbortController>;
  /** Milliseconds between an unknown outcome and the lookup of the message: a request under way must have arrived. */
  readonly lookupDelay: number;
  /** The permissions that the bot is known to lack for a subscription, by the names that Discord shows. */
  readonly missingPermissions?: (subscription: Subscription) => readonly string[];
  readonly onStep: (step: DeliveryStep) => void;
  /** What became of an attempt to post. */
  readonly onOutcome?: ((outcome: Outcome["kind"]) => void) | undefined;
  /** Reports a failed message to the operator. */
  readonly onProblem: (what: string, message: ClaimedMessage, reason: string) => void;
}

export type Delivered =
  | { readonly kind: "settled" }
  /** Discord takes no requests for `after` milliseconds. */
  | { readonly kind: "stop"; readonly after: number; readonly reason: string };

const settled: Delivered = { kind: "settled" };
/** Back-off multiplier cap. */
const maxBackOff = 60;

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

interface Attempt {
  readonly message: ClaimedMessage;
  readonly leaseUntil: number;
  readonly announcement: Announcement;
  readonly deps: DeliverDeps;
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

/** The outcome of a reply; a missing permission by its name, where it is known. */
function outcomeIn({ announcement, deps }: Attempt, reply: Reply, action: Action): Outcome {
  return outcomeOf(reply, action, deps.missingPermissions?.(announcement.subscription));
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

/**
 * Adds the tags that a later change brings to the paper's post. At most once: a repetition could bring back a tag that a
 * moderator has taken away meanwhile.
 */
async function addTags(attempt: Attempt, postId: string): Promise<void> {
  const { message, announcement, deps } = attempt;
  const { addedTagIds = [] } = deps.view(announcement);
  if (addedTagIds.length === 0) return;
  const reply = await request(attempt, "adding tags", "tags added", (signal) =>
    deps.messenger.addTags(postId, addedTagIds, signal),
  );
  const outcome = reply === null ? null : outcomeIn(attempt, reply, "tag");
  if (outcome?.kind === "done") return;
  const failure = outcome?.reason ?? "there was no time left";
  deps.onProblem("no tags for a post", message, failure);
  await settleMessage(deps.db, message, { note: `its post got no further tags: ${failure}` });
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

type Posted = Pick<ClaimedMessage, "postedChannelId" | "postedMessageId">;

/** Opens the thread or publishes. Repeating either is harmless, and if one is refused the delivery continues. */
async function finish(attempt: Attempt, step: "thread" | "publish", posted: Posted): Promise<Delivered> {
  const { message, leaseUntil, announcement, deps } = attempt;
  const outcome = await finishing(attempt, step, posted);
  if (outcome === null) return await settleRetry(attempt, 0, null);
  if (outcome.kind === "retry" || outcome.kind === "unknown") {
    const after = outcome.kind === "retry" ? outcome.after : deps.requestTimeout;
    await settleRetry(attempt, after, outcome.reason);
    return outcome.kind === "retry" ? stopIf(outcome) : settled;
  }
  const failure = outcome.kind === "done" ? null : outcome.reason;
  if (failure !== null) deps.onProblem(`no ${step} for an announcement`, message, failure);
  const key = postKeyOf(announcement);
  if (step === "thread" && failure === null && key !== null && posted.postedMessageId !== null)
    await savePostThread(deps.db, key, { openedBy: message.id, threadId: posted.postedMessageId });
  const next = nextStep(step, announcement.subscription);
  const isOurs = await settleMessage(deps.db, message, {
    step: next,
    nextAt: next === "done" ? null : leaseUntil,
    settled: message.tries,
    ...(failure !== null && { note: noteOf(step, failure, message.note) }),
  });
  return isOurs && next === "publish" ? await finish(attempt, next, posted) : settled;
}

/** What failed after an announcement was sent, for `/subscriptions`: a thread and a publication can both fail. */
function noteOf(step: "thread" | "publish", failure: string, before: string | null): string {
  const note = step === "thread" ? `no thread was opened: ${failure}` : `it was not published: ${failure}`;
  return before?.startsWith("no thread") === true && step === "publish" ? `${before}; ${note}` : note;
}

/** @returns null where the lease is about to end. */
async function finishing(
  attempt: Attempt,
  step: "thread" | "publish",
  { postedChannelId: channelId, postedMessageId: messageId }: Posted,
): Promise<Outcome | null> {
  const { announcement, deps } = attempt;
  // The ids are unknown if the message was deleted.
  if (channelId === null || messageId === null) return { kind: "done", channelId, messageId };
  const reply =
    step === "thread"
      ? await request(attempt, "opening thread", "thread opened", (signal) =>
          deps.messenger.openThread(channelId, messageId, deps.view(announcement).threadName, signal),
        )
      : await request(attempt, "publishing", "published", (signal) =>
          deps.messenger.crosspost(channelId, messageId, signal),
        );
  return reply === null ? null : outcomeIn(attempt, reply, step);
}

/**
 * One request to Discord, between two steps.
 *
 * @returns null, and sends nothing, where the lease may end before the request does: the process may have been stopped
 *   at any moment since it claimed the message.
 */
async function request<Result>(
  attempt: Attempt,
  before: DeliveryStep,
  after: DeliveryStep,
  send: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const { deps } = attempt;
  deps.onStep(before);
  if (!hasTime(attempt)) return null;
  const reply = await withLimit(deps, send);
  deps.onStep(after);
  return reply;
}

/** Ends a request after its time, or when it is aborted. */
async function withLimit<Result>(
  { requests, requestTimeout }: DeliverDeps,
  send: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), requestTimeout);
  requests.add(controller);
  try {
    return await send(controller.signal);
  } finally {
    clearTimeout(timer);
    requests.delete(controller);
  }
}

/** Whether a request that starts now ends before the lease does. */
function hasTime({ leaseUntil, deps }: Attempt): boolean {
  return deps.now() + deps.requestTimeout < leaseUntil;
}

/** The attempt certainly had no effect; the next one is after this many milliseconds. */
async function settleRetry(
  { message, deps }: Attempt,
  after: number,
  note: string | null,
): Promise<Delivered> {
  await settleMessage(deps.db, message, { nextAt: deps.now() + after, settled: message.tries, note });
  return settled;
}

/** The outcome is unknown: the next claim looks the message up first, later with each earlier unknown attempt. */
async function settleUnknown({ message, deps }: Attempt, note: string | null): Promise<Delivered> {
  const delay = deps.lookupDelay * Math.min(2 ** message.unknownAttempts, maxBackOff);
  await settleMessage(deps.db, message, { nextAt: deps.now() + delay, note });
  return settled;
}

function stopIf(outcome: Extract<Outcome, { kind: "retry" }>): Delivered {
  return outcome.everything ? { kind: "stop", after: outcome.after, reason: outcome.reason } : settled;
}
