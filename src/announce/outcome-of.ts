import type { Failure, Reply } from "./messenger.js";

/** What became of asking Discord for something. */
export type Outcome =
  /** `messageId` is null where somebody has deleted the message since. */
  | { readonly kind: "done"; readonly channelId: string | null; readonly messageId: string | null }
  /** Certain not to have been done; to be tried again. `everything`: no request at all is of use until then. */
  | {
      readonly kind: "retry";
      /** Milliseconds. */
      readonly after: number;
      readonly everything: boolean;
      readonly reason: string;
    }
  | { readonly kind: "channel gone"; readonly reason: string }
  | { readonly kind: "permission missing"; readonly reason: string }
  /** Never to be repeated as it is: a bug of ours, or the content is not wanted. */
  | { readonly kind: "refused"; readonly reason: string }
  /** It may have been done. */
  | { readonly kind: "unknown"; readonly reason: string };

const MINUTE = 60_000;
/** Codes of the system that say that no byte of a request has left. */
const neverLeft = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

type Verdict = (failure: Failure) => Outcome;

const done: Verdict = () => ({ kind: "done", channelId: null, messageId: null });
const refused: Verdict = (failure) => ({ kind: "refused", reason: told(failure) });
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
 * Discord's codes that decide by themselves, whatever the status.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const verdicts: Readonly<Record<number, Verdict>> = {
  10003: gone("the channel does not exist any more"),
  10004: gone("the server does not exist any more"),
  // An enforced nonce whose first message was deleted: it was there, and people did not want it.
  10008: done,
  20016: retry(MINUTE),
  20028: retry(MINUTE),
  // The message is published already.
  40033: done,
  40062: retry(MINUTE),
  40067: missing("the forum asks for a tag on every post"),
  50001: missing("the bot can not see the channel: it needs View Channel"),
  50013: missing("a permission is missing: the bot needs View Channel, Send Messages and Embed Links"),
  50024: missing("the channel is of another kind than it was"),
  50083: missing("the thread is archived"),
  130000: retry(MINUTE),
  // The thread is there already.
  160004: done,
  160005: missing("the thread is locked"),
  160006: retry(60 * MINUTE),
  160007: retry(60 * MINUTE),
};

/**
 * What Discord's reply, or its silence, means for what was asked. Pure. When nothing is certain it is `unknown`, and
 * one has to look before asking again.
 */
export function outcomeOf(reply: Reply): Outcome {
  if (reply.kind === "posted") {
    return { kind: "done", channelId: reply.channelId, messageId: reply.messageId };
  }
  const { status, code } = reply;
  if (status === 429) return later(reply, reply.retryAfter ?? MINUTE);
  const verdict = typeof code === "number" ? verdicts[code] : undefined;
  if (verdict) return verdict(reply);
  if (status === null) {
    return typeof code === "string" && neverLeft.has(code)
      ? later(reply, MINUTE / 6)
      : { kind: "unknown", reason: told(reply) };
  }
  // The token is not accepted, or Cloudflare bars the way (a 403 that is not Discord's own): asking on makes it worse.
  if (status === 401 || (status === 403 && !code)) {
    return { kind: "retry", after: 10 * MINUTE, everything: true, reason: told(reply) };
  }
  if (status === 408 || status >= 500) return { kind: "unknown", reason: told(reply) };
  if (status === 403) return missing(`Discord forbids it: ${reply.message}`)(reply);
  return refused(reply);
}

function later(failure: Failure, after: number): Outcome {
  return { kind: "retry", after, everything: failure.global, reason: told(failure) };
}

function told({ status, code, message }: Failure): string {
  return [status, code, message].filter((part) => part !== null && part !== "").join(" ");
}
