import { isEphemeral } from "../../message-flags.js";
import type { Message } from "../../protocol.js";
import { CopyButton } from "../shell/copy-button.js";
import { addressOf } from "../state/page-address.js";
import { AppsMenu } from "./apps-menu.js";
import "./message-tools.css";

/** Shown while the pointer or the focus is on a message: *Apps*, and *Copy link*. A private message has no link. */
export function MessageTools({ message }: { readonly message: Message }) {
  if (isEphemeral(message)) return null;
  return (
    <div class="message-tools">
      <AppsMenu message={message} />
      <CopyButton label="Copy link" icon="link" text={() => addressOf(message)} />
    </div>
  );
}
