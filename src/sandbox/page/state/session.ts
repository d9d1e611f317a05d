import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Operator } from "../../create-operator.js";
import type { Choice, FormValue, Message, OptionValue, PanelResult } from "../../protocol.js";
import type { ClientState } from "./client-state.js";
import { type Store, useStore } from "./store.js";

export type Options = Readonly<Record<string, OptionValue>>;

/** The page's state, and everything a person can do on it. */
export interface Session {
  readonly store: Store<ClientState>;
  /** Switches to another person. */
  become(personId: string): void;
  /** Opens another channel. */
  go(channelId: string): void;
  say(content: string): Promise<void>;
  /** Runs a command in the current channel. The state shows its progress. */
  run(command: string, options: Options): void;
  /** Runs a failed command again. */
  retry(runId: number): void;
  /** Removes a failed command. */
  forget(runId: number): void;
  suggest(command: string, options: Options, focused: string): Promise<readonly Choice[]>;
  /** Runs a message's command. Its progress is shown as that of a button. */
  runOn(message: Message, command: string): void;
  press(message: Message, customId: string): void;
  choose(message: Message, customId: string, values: readonly string[]): void;
  dismiss(message: Message): void;
  submit(values: Readonly<Record<string, FormValue>>): void;
  closeForm(): void;
  /** Puts text into the composer and focuses it. */
  compose(text: string): void;
  /** Runs an action of one of the host's panels. */
  act(panel: string, action: string, fields: Readonly<Record<string, string>>): Promise<PanelResult>;
  readonly faults: Pick<Operator, "faults" | "addFault" | "clearFaults">;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no SessionContext around this component.");
  return session;
}

/** A part of the page's state: see `useStore`. */
export function useClient<Part>(select: (state: ClientState) => Part): Part {
  return useStore(useSession().store, select);
}
