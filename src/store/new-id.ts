import { randomInt } from "node:crypto";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
/** 82 bits: no two are ever the same, and it fits a nonce (25) and, with a name before it, a custom_id (100). */
const LENGTH = 16;

/** A new id: sixteen lower-case letters and digits. */
export function newId(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
