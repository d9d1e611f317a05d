import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Message } from "../../protocol.js";
import { useClient, useSession } from "../state/session.js";

/** The message around a component. */
export const MessageContext = createContext<Message | undefined>(undefined);

/** The state and actions of a message's buttons and menus. */
export function useMessageActions() {
  const session = useSession();
  const message = useContext(MessageContext);
  if (!message) throw new Error("There is no MessageContext around this component.");
  const use = useClient((state) => state.componentUses[message.id]);
  const isWaiting = use?.state.kind === "waiting";
  return {
    /** While the bot's answer is pending, no component of the message can be used. */
    isWaiting,
    isBusy: (customId: string) => isWaiting && use.customId === customId,
    press: (customId: string) => session.press(message, customId),
    choose: (customId: string, values: readonly string[]) => session.choose(message, customId, values),
  };
}
