import type { APIMessage } from "discord-api-types/v10";
import type { Message } from "../protocol.js";

/** Messages kept of each channel; the oldest go first. */
const maxMessages = 500;
/** How long Discord remembers a nonce ("the past few minutes"), in milliseconds. */
const nonceLifetime = 5 * 60_000;

export interface StoredMessage {
  message: APIMessage;
  /** Of an ephemeral message: the only person who sees it. */
  readonly onlyFor?: string;
  /** Of an answer to an interaction: its id, for it may be edited with that interaction's token alone. */
  readonly interactionId?: string;
}

export interface MessageStore {
  add(stored: StoredMessage): void;
  get(id: string): StoredMessage | undefined;
  /** Oldest first. */
  in(channelId: string): StoredMessage[];
  remove(id: string): void;
  removeChannel(channelId: string): void;
  /** The id of the message that this author made with this nonce a short while ago. */
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
      // Taken out first, so that the map stays in the order of time, which the loop above relies on.
      nonces.delete(`${authorId} ${nonce}`);
      nonces.set(`${authorId} ${nonce}`, { messageId, at: now() });
    },
  };
}

/** A message as people see it, with a note where only one of them does. */
export function toMessage({ message, onlyFor }: StoredMessage): Message {
  return onlyFor === undefined ? message : { ...message, only_for: onlyFor };
}
