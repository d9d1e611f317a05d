import { RESTJSONErrorCodes as Code } from "discord.js";
import type { Failure, Reply } from "./messenger.js";

/** The outcome of a request to Discord. */
export type Outcome =
  /** The ids are null if the message was posted and has been deleted. */
  | { readonly kind: "done"; readonly channelId: string | null; readonly messageId: string | null }
  /** It had no effect, and can be repeated. `everything`: until then no other request will succeed either. */
  | {
      readonly kind: "retry";
      /** Milliseconds. */
      readonly after: number;
      readonly everything: boolean;
      readonly reason: string;
    }
  | { readonly kind: "channel gone"; readonly reason: string }
  | { readonly kind: "permission missing"; readonly reason: string }
  /** It must not be repeated as it is: we have a bug, or the content is not wanted. */
  | { readonly kind: "refused"; readonly reason: string }
  /** It may have succeeded. */
  | { readonly kind: "unknown"; readonly reason: string };

const minute = 60_000;
/** System errors that occur before a request is sent. */
const notSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

type Verdict = (failure: Failure) => Outcome;

const done: Verdict = () => ({ kind: "done", channelId: null, messageId: null });
const refused: Verdict = (failure) => ({ kind: "refused", reason: describe(failure) });
const gone =
  (reason: string): Verdict =>
  () => ({ kind: "channel gone", reason });
const missing =
  (reason: string): Verdict =>
  () => ({ kind: "permission missing", reason });
const retry =
  (after: number): Verdict =>
  (failure) =>
    later(failure, after);

/**
 * Discord's error codes that determine the outcome, whatever the status.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const verdicts: Readonly<Record<number, Verdict>> = {
  [Code.UnknownChannel]: gone("the channel does not exist any more"),
  [Code.UnknownGuild]: gone("the server does not exist any more"),
  // An enforced nonce whose message was deleted: it was posted, and somebody did not want it.
  [Code.UnknownMessage]: done,
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit]: retry(minute),
  [Code.ChannelSendRateLimit]: retry(minute),
  [Code.ThisMessageWasAlreadyCrossposted]: done,
  [Code.ServiceResourceIsBeingRateLimited]: retry(minute),
  [Code.TagRequiredToCreateAForumPostInThisChannel]: missing("the forum requires a tag on every post"),
  [Code.MissingAccess]: missing("the bot cannot see the channel: it needs View Channel"),
  [Code.MissingPermissions]: missing(
    "a permission is missing: the bot needs View Channel, Send Messages and Embed Links",
  ),
  [Code.CannotExecuteActionOnThisChannelType]: missing("the channel has become one of another kind"),
  [Code.InvalidActionOnArchivedThread]: missing("the thread is archived"),
  [Code.APIResourceOverloaded]: retry(minute),
  [Code.ThreadAlreadyCreatedForMessage]: done,
  [Code.ThreadLocked]: missing("the thread is locked"),
  [Code.MaximumActiveThreads]: retry(60 * minute),
  [Code.MaximumActiveAnnouncementThreads]: retry(60 * minute),
};

/**
 * The outcome of a request, by its reply. Pure. After `unknown` the message must be looked up before it is sent again.
 */
export function outcomeOf(reply: Reply): Outcome {
  if (reply.kind === "posted") {
    return { kind: "done", channelId: reply.channelId, messageId: reply.messageId };
  }
  const { status, code } = reply;
  if (status === 429) return later(reply, reply.retryAfter ?? minute);
  const verdict = typeof code === "number" ? verdicts[code] : undefined;
  if (verdict) return verdict(reply);
  if (status === null) {
    return typeof code === "string" && notSent.has(code)
      ? later(reply, minute / 6)
      : { kind: "unknown", reason: describe(reply) };
  }
  // The token is not accepted, or Cloudflare blocks us (a 403 without a code): more requests make it worse.
  if (status === 401 || (status === 403 && !code)) {
    return { kind: "retry", after: 10 * minute, everything: true, reason: describe(reply) };
  }
  if (status === 408 || status >= 500) return { kind: "unknown", reason: describe(reply) };
  if (status === 403) return missing(`Discord forbids it: ${reply.message}`)(reply);
  return refused(reply);
}

function later(failure: Failure, after: number): Outcome {
  return { kind: "retry", after, everything: failure.global, reason: describe(failure) };
}

function describe({ status, code, message }: Failure): string {
  return [status, code, message].filter((part) => part !== null && part !== "").join(" ");
}
