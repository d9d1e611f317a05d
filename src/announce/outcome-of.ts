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
  /** It must not be repeated as it is: we have a bug, or the content is not wanted (`isContent`), or a part of it. */
  | { readonly kind: "refused"; readonly reason: string; readonly isContent: boolean }
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

/** What was asked of Discord. */
export type Action = "send" | "tag" | "thread" | "publish";

/** The permissions of which one is missing where an action is refused, by the names that Discord shows. */
const neededFor: Readonly<Record<Action, readonly string[]>> = {
  send: ["View Channel", "Send Messages", "Embed Links"],
  tag: ["Manage Threads"],
  thread: ["Create Public Threads"],
  publish: ["Send Messages", "Manage Messages"],
};

/** @param names the permissions that may be missing */
type Verdict = (failure: Failure, names: readonly string[]) => Outcome;

const done: Verdict = () => ({ kind: "done", channelId: null, messageId: null });
const refused: Verdict = (failure) => ({ kind: "refused", reason: describe(failure), isContent: false });
const unwanted: Verdict = (failure) => ({ kind: "refused", reason: describe(failure), isContent: true });
const gone =
  (reason: string): Verdict =>
  () => ({ kind: "channel gone", reason });
const missing =
  (reason: string): Verdict =>
  () => ({ kind: "permission missing", reason });
const unknown: Verdict = (failure) => ({ kind: "unknown", reason: describe(failure) });
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
  // These concern the message, whatever the status: the channel takes others.
  [Code.ExplicitContentCannotBeSentToTheDesiredRecipient]: unwanted,
  [Code.RequestEntityTooLarge]: unwanted,
  [Code.CannotSendAnEmptyMessage]: unwanted,
  [Code.InvalidFormBodyOrContentType]: unwanted,
  [Code.MessageWasBlockedByAutomaticModeration]: unwanted,
  [Code.TitleWasBlockedByAutomaticModeration]: unwanted,
  [Code.MessageBlockedByHarmfulLinksFilter]: unwanted,
  [Code.CloudflareIsBlockingYourRequest]: unknown,
  // Posts get a tag wherever there is one: an admin has to make one, or let the bot use it.
  [Code.TagRequiredToCreateAForumPostInThisChannel]: () => ({
    kind: "retry",
    after: 60 * minute,
    everything: false,
    reason: "the forum requires a tag on every post, and has none that the bot may use",
  }),
  [Code.MissingAccess]: missing("the bot cannot see the channel: it needs View Channel"),
  [Code.MissingPermissions]: (_, names) => ({
    kind: "permission missing",
    reason: `a permission is missing: the bot needs ${listOf(names)}`,
  }),
  [Code.CannotSendMessagesToThisUser]: missing("the person takes no direct messages from the bot"),
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: missing(
    "the person has no server with the bot",
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
 *
 * @param lacking the permissions that the bot is known to lack; where none is, those that the action needs are named
 */
export function outcomeOf(reply: Reply, action: Action = "send", lacking: readonly string[] = []): Outcome {
  if (reply.kind === "posted") {
    return { kind: "done", channelId: reply.channelId, messageId: reply.messageId };
  }
  const { status, code } = reply;
  // Without a time it is not Discord's own: not at once.
  if (status === 429) return later(reply, reply.retryAfter || minute);
  const verdict = typeof code === "number" ? verdicts[code] : undefined;
  if (verdict) return verdict(reply, lacking.length > 0 ? lacking : neededFor[action]);
  if (status === null) {
    return typeof code === "string" && notSent.has(code) ? later(reply, minute / 6) : unknown(reply, []);
  }
  // More requests make it worse.
  if (status === 401 && typeof code === "number") {
    const reason = "Discord does not accept the bot's token (401): DISCORD_TOKEN has to be copied again";
    return { kind: "retry", after: 10 * minute, everything: true, reason };
  }
  // A server error; or no error of Discord's, but one of a proxy or Cloudflare, which says nothing of the message.
  if (status === 408 || status >= 500 || typeof code !== "number") return unknown(reply, []);
  if (status === 403) return missing(`Discord forbids it: ${reply.message}`)(reply, []);
  return status === 400 || status === 413 ? unwanted(reply, []) : refused(reply, []);
}

function later(failure: Failure, after: number): Outcome {
  return { kind: "retry", after, everything: failure.global, reason: describe(failure) };
}

function describe({ status, code, message }: Failure): string {
  if (status !== null && status >= 400 && status !== 429 && typeof code !== "number") {
    return `${status} without a word of Discord's own: a proxy, or an outage`;
  }
  return [status, code, message].filter((part) => part !== null && part !== "").join(" ");
}

/** `A, B and C`. */
function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
