import { type ClaimedMessage, type MessageStep, settleMessage } from "../store/messages.js";
import { savePostThread } from "../store/posts.js";
import type { Subscription } from "../store/subscription.js";
import { type Attempt, type Delivered, outcomeIn, request, settled, settleRetry, stopIf } from "./attempt.js";
import type { Outcome } from "./outcome-of.js";
import { postKeyOf } from "./place.js";

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
export async function finish(
  attempt: Attempt,
  step: "thread" | "publish",
  posted: Posted,
): Promise<Delivered> {
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
