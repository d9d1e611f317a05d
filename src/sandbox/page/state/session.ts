import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Operator } from "../../create-operator.js";
import type { Choice, Message, OptionValue, PanelResult } from "../../protocol.js";
import type { ClientState } from "./client-state.js";
import { type Store, useStore } from "./store.js";

export type Options = Readonly<Record<string, OptionValue>>;

/** The page's one source of truth, and all that a person can do on it. */
export interface Session {
  readonly store: Store<ClientState>;
  /** Becomes another person. */
  become(personId: string): void;
  /** Looks at another channel. */
  go(channelId: string): void;
  say(content: string): Promise<void>;
  /** Runs a command in the current channel; what became of it shows in the state. */
  run(command: string, options: Options): void;
  /** Runs a command that failed once more. */
  retry(runId: number): void;
  /** Forgets a command that failed. */
  forget(runId: number): void;
  suggest(command: string, options: Options, focused: string): Promise<readonly Choice[]>;
  press(message: Message, customId: string): void;
  choose(message: Message, customId: string, values: readonly string[]): void;
  dismiss(message: Message): void;
  submit(values: Options): void;
  closeForm(): void;
  /** Puts a text into the composer and goes there. */
  compose(text: string): void;
  /** Presses a button of one of the host's panels. */
  act(panel: string, action: string, fields: Readonly<Record<string, string>>): Promise<PanelResult>;
  /** What can be made to go wrong. */
  readonly faults: Pick<Operator, "faults" | "addFault" | "clearFaults">;
}

/** `main` provides the session around the whole page. */
export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("A component that needs the session stands outside of SessionContext.");
  return session;
}

/** A part of what the page knows: see `useStore`. */
export function useClient<Part>(select: (state: ClientState) => Part): Part {
  return useStore(useSession().store, select);
}
