import type { Message } from "../../protocol.js";

/** The list with this message in its place: instead of its former self, or by its id, which grows with time. */
export function upsertMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const known = messages.findIndex(({ id }) => id === message.id);
  if (known >= 0) return messages.with(known, message);
  const before = messages.findLastIndex(({ id }) => isOlder(id, message.id));
  return messages.toSpliced(before + 1, 0, message);
}

/** Ids are decimal numbers too long for a number. */
function isOlder(id: string, other: string): boolean {
  return id.length === other.length ? id < other : id.length < other.length;
}
