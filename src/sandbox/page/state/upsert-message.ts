import type { Message } from "../../protocol.js";
import { compareIds } from "../../snowflakes.js";

/** Replaces the message with this id, or inserts it in the order of ids, which grow with time. */
export function upsertMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const known = messages.findIndex(({ id }) => id === message.id);
  if (known >= 0) return messages.with(known, message);
  const before = messages.findLastIndex(({ id }) => compareIds(id, message.id) < 0);
  return messages.toSpliced(before + 1, 0, message);
}
