import type { Message } from "../../protocol.js";
import { Icon } from "../shell/icon.js";
import { useSession } from "../state/session.js";

export function EphemeralNote({ message }: { readonly message: Message }) {
  const session = useSession();
  return (
    <p class="ephemeral-note">
      <Icon name="eye" size={14} /> Only you can see this ·{" "}
      <button type="button" class="link" onClick={() => session.dismiss(message)}>
        Dismiss message
      </button>
    </p>
  );
}
