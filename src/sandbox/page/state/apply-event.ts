import type { Message, SandboxEvent, Traffic } from "../../protocol.js";
import type { ClientState } from "./client-state.js";
import { upsertMessage } from "./upsert-message.js";

const maxTraffic = 500;

/** Applies an event to the state. `hello`, `world` and `commands` change nothing: they only trigger a reload. */
export function applyEvent(state: ClientState, event: SandboxEvent): ClientState {
  switch (event.type) {
    case "message":
      return withMessage(state, event.channelId, event.message);
    case "message-gone":
      return withoutMessage(state, event.channelId, event.messageId);
    case "traffic":
      return { ...state, traffic: mergeTraffic(state.traffic, [event.traffic]) };
    default:
      return state;
  }
}

/** Adds or replaces a message, if this person can see it. */
export function withMessage(state: ClientState, channelId: string, message: Message): ClientState {
  if (message.only_for !== undefined && message.only_for !== state.personId) return state;
  const known = state.messages[channelId];
  const isNews = channelId !== state.channelId && message.author.id !== state.personId;
  return {
    ...state,
    unread: isNews ? new Set(state.unread).add(channelId) : state.unread,
    messages: known
      ? { ...state.messages, [channelId]: upsertMessage(known, message) }
      : // Not loaded yet: all its messages are loaded when the person opens it.
        state.messages,
  };
}

export function withoutMessage(state: ClientState, channelId: string, messageId: string): ClientState {
  const known = state.messages[channelId];
  if (!known) return state;
  return {
    ...state,
    messages: { ...state.messages, [channelId]: known.filter(({ id }) => id !== messageId) },
  };
}

/** Of two entries with one id, the later one counts. */
export function mergeTraffic(known: readonly Traffic[], more: readonly Traffic[]): readonly Traffic[] {
  const byId = new Map([...known, ...more].map((one) => [one.id, one]));
  return [...byId.values()].sort((a, b) => a.id - b.id).slice(-maxTraffic);
}
