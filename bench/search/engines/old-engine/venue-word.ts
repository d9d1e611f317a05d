import { readWords } from "./words.js";

/** A venue's name as one word: `NeurIPS` is `neurips`, `ACM MM` is `acmmm`. Empty for none. */
export function venueWord(venue: string | null): string {
  return venue === null ? "" : readWords(venue).words.join("");
}
