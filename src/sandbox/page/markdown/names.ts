import { createContext } from "preact";

/** What ids are called here, and what clicking on a mention does: known to the page, not to the text. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): { readonly name: string; readonly colour: string } | undefined;
  channel(id: string): string | undefined;
  /** Goes to a channel. */
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
