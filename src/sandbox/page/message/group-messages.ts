import { isEphemeral } from "../../message-flags.js";
import type { Message } from "../../protocol.js";

export interface Entry {
  readonly message: Message;
  /** The first of its day, shown below a line with the date. */
  readonly startsDay: boolean;
  /** Follows a message of the same author, so name and avatar are not repeated. */
  readonly continues: boolean;
}

/** Milliseconds between two messages of one group, as in Discord's client. */
const maxGroupGap = 7 * 60_000;

export function groupMessages(messages: readonly Message[]): Entry[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const at = Date.parse(message.timestamp);
    const startsDay = !before || dayOf(at) !== dayOf(Date.parse(before.timestamp));
    const continues =
      before !== undefined &&
      !startsDay &&
      before.author.id === message.author.id &&
      at - Date.parse(before.timestamp) < maxGroupGap &&
      isEphemeral(before) === isEphemeral(message) &&
      message.interaction_metadata === undefined &&
      message.message_reference === undefined;
    return { message, startsDay, continues };
  });
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toDateString();
}
