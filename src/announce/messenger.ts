import type { RESTPostAPIChannelMessageJSONBody } from "discord-api-types/v10";
import type { ChannelKind } from "../store/subscription.js";

/** A message's body without its nonce, which is the dispatcher's to give. */
export type MessageBody = Omit<RESTPostAPIChannelMessageJSONBody, "nonce" | "enforce_nonce">;

/** How an announcement looks. One of its components must have the announcement's id as a part of its custom_id. */
export interface AnnouncementView {
  readonly body: MessageBody;
  /** The name of a thread or forum post, 1 to 100 characters. */
  readonly threadName: string;
}

/** What Discord, or the way to it, said no with, as data. */
export interface Failure {
  readonly kind: "failed";
  /** The HTTP status, or null where no answer came. */
  readonly status: number | null;
  /** Discord's own code (`50013`) or the system's (`ECONNRESET`); null where there is none. */
  readonly code: number | string | null;
  /** Milliseconds, of a rate limit. */
  readonly retryAfter: number | null;
  /** Whether the rate limit is the whole bot's. */
  readonly global: boolean;
  /** Discord's sentence. */
  readonly message: string;
}

export type Reply =
  | { readonly kind: "posted"; readonly channelId: string; readonly messageId: string }
  | Failure;

export type Finding =
  | { readonly kind: "posted"; readonly channelId: string; readonly messageId: string }
  | { readonly kind: "absent" }
  /** The channel's history can not be read, so nothing is certain. */
  | { readonly kind: "cannot look" }
  | Failure;

/** Where to: a subscription is one. */
export interface Target {
  readonly guildId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind;
}

/**
 * What announcing needs of Discord. No verb throws for what Discord or the network does: that is a `Failure`. No verb
 * may repeat a request by itself after an unclear end, or a forum post would be made twice.
 */
export interface Messenger {
  /**
   * Posts in a channel, or opens a post in a forum.
   *
   * @param nonce at most 25 characters; to be enforced, where Discord can.
   * @param signal gives up, also on a request that still waits for its turn.
   */
  readonly send: (
    target: Target,
    view: AnnouncementView,
    nonce: string,
    signal: AbortSignal,
  ) => Promise<Reply>;
  /** Looks for the bot's own message with this marker in a custom_id, not older than `since` (milliseconds). */
  readonly find: (target: Target, marker: string, since: number, signal: AbortSignal) => Promise<Finding>;
  /** Opens a thread under a message. */
  readonly openThread: (
    channelId: string,
    messageId: string,
    name: string,
    signal: AbortSignal,
  ) => Promise<Reply>;
  /** Publishes a message of an announcement channel to the servers that follow it. */
  readonly crosspost: (channelId: string, messageId: string, signal: AbortSignal) => Promise<Reply>;
  /** Tells a server's people something in a channel where the bot can write: the system channel, else any. */
  readonly notify: (guildId: string, text: string) => Promise<void>;
}
