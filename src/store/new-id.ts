import { randomInt } from "node:crypto";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
/** 82 bits: practically unique, and it fits a nonce (25) and, after a name, a custom_id (100). */
const idLength = 16;

/** A new id: sixteen lower-case letters and digits. */
export function newId(): string {
  return Array.from({ length: idLength }, () => alphabet[randomInt(alphabet.length)]).join("");
}
