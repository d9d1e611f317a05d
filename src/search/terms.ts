import { stem, variantKey } from "./stem.js";
import { venueWord } from "./words.js";

/** The terms of the index. A word itself is a term without a prefix; the prefix of each other kind makes it distinct. */
export const termOf = {
  stem: (word: string) => `~${stem(word)}`,
  /** The words of one variant of a concept. */
  variant: (words: readonly string[]) => `~${variantKey(words)}`,
  concept: (id: string) => `#${id.replaceAll(" ", "_")}`,
  venue: (name: string) => `@${venueWord(name)}`,
  year: (year: number) => `@${year}`,
} as const;

export function isWord(term: string): boolean {
  return !/^[~#@]/u.test(term);
}
