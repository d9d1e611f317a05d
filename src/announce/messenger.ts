import type { RESTPostAPIChannelMessageJSONBody } from "discord-api-types/v10";
import type { SubscriptionSettings } from "../store/subscription.js";

/** A message's body without its nonce, which the dispatcher adds. */
export type MessageBody = Omit<RESTPostAPIChannelMessageJSONBody, "nonce" | "enforce_nonce">;

/** How an announcement looks. One of its components must have the announcement's id as a part of its custom_id. */
export interface AnnouncementView {
  readonly body: MessageBody;
  /** The name of a thread or forum post, 1 to 100 characters. */
  readonly threadName: string;
  /** The ids of a forum post's tags. */
  readonly tagIds?: readonly string[];
  /** The ids of the tags that the post gets where this is a reply in it. */
  readonly addedTagIds?: readonly string[];
}

/** A refusal by Discord, or an error on the way to it, as data. */
export interface Failure {
  readonly kind: "failed";
  /** The HTTP status, or null if there was no response. */
  readonly status: number | null;
  /** Discord's own code (`50013`) or the system's (`ECONNRESET`), or null. */
  readonly code: number | string | null;
  /** Milliseconds, of a rate limit. */
  readonly retryAfter: number | null;
  /** Whether the rate limit is the whole bot's. */
  readonly global: boolean;
  /** Discord's sentence. */
  readonly message: string;
}

interface PostedReply {
  readonly kind: "posted";
  readonly channelId: string;
  readonly messageId: string;
}

export type Reply = PostedReply | Failure;

export type Finding =
  | PostedReply
  | { readonly kind: "absent" }
  /** The channel's history cannot be read, so nothing is known. */
  | { readonly kind: "unreadable" }
  | Failure;

/** Where to post. */
export type Target = Pick<SubscriptionSettings, "guildId" | "channelId" | "channelKind">;

/**
 * What announcing needs of Discord. No method throws because of Discord or the network: that is a `Failure`. No method
 * may repeat a request whose outcome is unknown: that would post twice in a forum.
 */
export interface Messenger {
  /**
   * Posts in a channel, or opens a post in a forum.
   *
   * @param nonce at most 25 characters; enforced in a channel. Forum posts have none.
   * @param signal aborts the request, also while it is queued.
   */
  readonly send: (
    target: Target,
    view: AnnouncementView,
    nonce: string,
    signal: AbortSignal,
  ) => Promise<Reply>;
  /**
   * Finds the bot's own message with this marker in a custom_id, posted at `since` (milliseconds by Discord's clock) or
   * later.
   */
  readonly find: (target: Target, marker: string, since: number, signal: AbortSignal) => Promise<Finding>;
  /** Opens a thread under a message. */
  readonly openThread: (
    channelId: string,
    messageId: string,
    name: string,
    signal: AbortSignal,
  ) => Promise<Reply>;
  /** Adds tags to a forum's post, as far as it may have more; it keeps those that it has. */
  readonly addTags: (postId: string, tagIds: readonly string[], signal: AbortSignal) => Promise<Reply>;
  /** Publishes a message of an announcement channel to the servers that follow it. */
  readonly crosspost: (channelId: string, messageId: string, signal: AbortSignal) => Promise<Reply>;
  /** Discord's clock, in milliseconds since 1970, or a little earlier; null where it is not known yet. */
  readonly time?: () => number | null;
  /** Posts a notice to a server, in a channel where the bot can write: the system channel, else any. */
  readonly notify: (guildId: string, text: string) => Promise<void>;
}
