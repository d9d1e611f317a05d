import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Message } from "../../protocol.js";
import { useClient, useSession } from "../state/session.js";

/** The message around a component. */
export const MessageContext = createContext<Message | undefined>(undefined);

/** What a button or a menu of a message needs: whether it is in use, and how to use it. */
export function useMessageActions() {
  const session = useSession();
  const message = useContext(MessageContext);
  if (!message) throw new Error("A component of a message stands outside of MessageContext.");
  const act = useClient((state) => state.componentUses[message.id]);
  const isWaiting = act?.state.kind === "waiting";
  return {
    /** One thing at a time: while one is waited for, the others cannot be used. */
    isWaiting,
    isBusy: (customId: string) => isWaiting && act.customId === customId,
    press: (customId: string) => session.press(message, customId),
    choose: (customId: string, values: readonly string[]) => session.choose(message, customId, values),
  };
}
