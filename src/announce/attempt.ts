import { type ClaimedMessage, settleMessage } from "../store/messages.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import type { Announcement } from "./announcement.js";
import type { DeliveryStep } from "./delivery-steps.js";
import type { AnnouncementView, Messenger, Reply } from "./messenger.js";
import { type Action, type Outcome, outcomeOf } from "./outcome-of.js";

/** What delivering needs, for every message alike. */
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

/** What became of one message for now. */
export type Delivered =
  | { readonly kind: "settled" }
  /** Discord takes no requests for `after` milliseconds. */
  | { readonly kind: "stop"; readonly after: number; readonly reason: string };

export const settled: Delivered = { kind: "settled" };
/** Back-off multiplier cap. */
const maxBackOff = 60;

/** One claim of a message, and what it has to be done with. */
export interface Attempt {
  readonly message: ClaimedMessage;
  readonly leaseUntil: number;
  readonly announcement: Announcement;
  readonly deps: DeliverDeps;
}

/** The outcome of a reply; a missing permission by its name, where it is known. */
export function outcomeIn({ announcement, deps }: Attempt, reply: Reply, action: Action): Outcome {
  return outcomeOf(reply, action, deps.missingPermissions?.(announcement.subscription));
}

/**
 * One request to Discord, between two steps.
 *
 * @returns null, and sends nothing, where the lease may end before the request does: the process may have been stopped
 *   at any moment since it claimed the message.
 */
export async function request<Result>(
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
export async function settleRetry(
  { message, deps }: Attempt,
  after: number,
  note: string | null,
): Promise<Delivered> {
  await settleMessage(deps.db, message, { nextAt: deps.now() + after, settled: message.tries, note });
  return settled;
}

/** The outcome is unknown: the next claim looks the message up first, later with each earlier unknown attempt. */
export async function settleUnknown({ message, deps }: Attempt, note: string | null): Promise<Delivered> {
  const delay = deps.lookupDelay * Math.min(2 ** message.unknownAttempts, maxBackOff);
  await settleMessage(deps.db, message, { nextAt: deps.now() + delay, note });
  return settled;
}

/** What a retry means for the messages after this one: whether Discord takes any request at all. */
export function stopIf(outcome: Extract<Outcome, { kind: "retry" }>): Delivered {
  return outcome.everything ? { kind: "stop", after: outcome.after, reason: outcome.reason } : settled;
}
