import type { Message } from "../../protocol.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";
import "./thread-note.css";

/** The thread of a message. It has the message's id. */
export function ThreadNote({ message }: { readonly message: Message }) {
  const session = useSession();
  const thread = useClient((state) => state.world.channels.find(({ id }) => id === message.id));
  if (!thread || thread.id === message.channel_id) return null;
  return (
    <button type="button" class="thread-note" onClick={() => session.go(thread.id)}>
      <Icon name="thread" size={16} />
      <strong>{thread.name}</strong>
      <span class="quiet">Open thread</span>
    </button>
  );
}
