import { hash } from "node:crypto";
import { normaliseTitle } from "./normalise-title.js";

const idLength = 10;

/**
 * The stable id of a paper: ten lower-case letters and digits.
 *
 * They are the last ten base-36 digits of the first 64 bits of SHA-256 of the normalised title, so a title always has
 * the same id, in every list and on every machine. Among 100,000 titles, the chance of a collision is about one in a
 * million.
 */
export function paperId(title: string): string {
  const digest = hash("sha256", normaliseTitle(title), "hex").slice(0, 16);
  return BigInt(`0x${digest}`).toString(36).padStart(idLength, "0").slice(-idLength);
}

/** The id of a further paper of one title, the second, the third and so on. */
export function numberedId(title: string, count: number): string {
  return paperId(`${title} (${count})`);
}
