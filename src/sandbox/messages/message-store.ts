import type { APIMessage } from "discord-api-types/v10";
import type { Message } from "../protocol.js";

/** Messages per channel. Above this, the oldest are deleted. */
const maxMessages = 500;
/** Milliseconds. Discord documents "the past few minutes". */
const nonceLifetime = 5 * 60_000;

export interface StoredMessage {
  message: APIMessage;
  /** The only person who can see it, if it is ephemeral. */
  readonly onlyFor?: string;
  /** The interaction it answers, if any. Only that interaction's token can edit it. */
  readonly interactionId?: string;
}

export interface MessageStore {
  add(stored: StoredMessage): void;
  get(id: string): StoredMessage | undefined;
  /** Oldest first. */
  in(channelId: string): StoredMessage[];
  remove(id: string): void;
  removeChannel(channelId: string): void;
  /** The id of the author's recent message with this nonce. */
  withNonce(authorId: string, nonce: string): string | undefined;
  rememberNonce(authorId: string, nonce: string, messageId: string): void;
}

export function createMessageStore(now: () => number): MessageStore {
  const channels = new Map<string, Map<string, StoredMessage>>();
  const channelIds = new Map<string, string>();
  const nonces = new Map<string, { readonly messageId: string; readonly at: number }>();

  return {
    add(stored) {
      const { id, channel_id: channelId } = stored.message;
      const channel = channels.get(channelId) ?? new Map<string, StoredMessage>();
      channels.set(channelId, channel.set(id, stored));
      channelIds.set(id, channelId);
      if (channel.size > maxMessages) {
        const [oldest] = channel.keys();
        if (oldest !== undefined) this.remove(oldest);
      }
    },
    get: (id) => channels.get(channelIds.get(id) ?? "")?.get(id),
    in: (channelId) => [...(channels.get(channelId)?.values() ?? [])],
    remove(id) {
      channels.get(channelIds.get(id) ?? "")?.delete(id);
      channelIds.delete(id);
    },
    removeChannel(channelId) {
      for (const id of channels.get(channelId)?.keys() ?? []) channelIds.delete(id);
      channels.delete(channelId);
    },
    withNonce(authorId, nonce) {
      const known = nonces.get(`${authorId} ${nonce}`);
      return known && now() - known.at < nonceLifetime ? known.messageId : undefined;
    },
    rememberNonce(authorId, nonce, messageId) {
      for (const [key, { at }] of nonces) {
        if (now() - at < nonceLifetime) break;
        nonces.delete(key);
      }
      // Deleted first to keep the map ordered by time, as the loop above requires.
      nonces.delete(`${authorId} ${nonce}`);
      nonces.set(`${authorId} ${nonce}`, { messageId, at: now() });
    },
  };
}

/** A message as people see it. */
export function toMessage({ message, onlyFor }: StoredMessage): Message {
  return onlyFor === undefined ? message : { ...message, only_for: onlyFor };
}
