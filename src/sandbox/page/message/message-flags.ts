import type { Message } from "../../protocol.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

/** Only the person who asked sees it. */
export function isEphemeral({ flags }: Message): boolean {
  return ((flags ?? 0) & EPHEMERAL) !== 0;
}

/** The bot has said that it will answer, and has not yet. */
export function isLoading({ flags }: Message): boolean {
  return ((flags ?? 0) & LOADING) !== 0;
}
