import { createContext } from "preact";

/** The names of mentioned ids, and the actions of clicks on mentions. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): { readonly name: string; readonly colour: string } | undefined;
  channel(id: string): string | undefined;
  /** Opens a channel. */
  go(channelId: string): void;
  /** Puts a command into the composer. */
  compose(text: string): void;
}

export const NamesContext = createContext<Names>({
  user: () => undefined,
  role: () => undefined,
  channel: () => undefined,
  go: () => {},
  compose: () => {},
});
