import type { Message } from "../../protocol.js";
import { Avatar } from "../shell/avatar.js";
import { useClient } from "../state/session.js";
import { authorOf } from "./author-of.js";

/** The type of an answer to a command of a message. */
const contextMenuCommand = 23;

/** `Mira used /search`, above an answer. */
export function InteractionHeader({ message }: { readonly message: Message }) {
  const world = useClient((state) => state.world);
  const user = message.interaction_metadata?.user;
  if (!user) return null;
  const { name, colour } = authorOf({ author: user }, world);
  const command = message.interaction?.name;
  return (
    <div class="interaction">
      <Avatar name={name} colour={colour} size={18} />
      <strong>{name}</strong>
      {command ? (
        <>
          used{" "}
          <span class="command-name">
            {message.type === contextMenuCommand ? "" : "/"}
            {command}
          </span>
        </>
      ) : (
        "used a button or a menu"
      )}
    </div>
  );
}
