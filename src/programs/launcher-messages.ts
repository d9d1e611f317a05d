import type { Command, CommandEnd } from "./command.js";

/** What the bot says to its launcher. */
export type ToLauncher =
  | { readonly kind: "run"; readonly id: number; readonly command: Command }
  | { readonly kind: "stop"; readonly id: number };

/** What a launcher says: the output of a command piece by piece, and how it ended. */
export type FromLauncher =
  | { readonly kind: "output"; readonly id: number; readonly piece: Uint8Array }
  | { readonly kind: "end"; readonly id: number; readonly end: CommandEnd };
