import { familyOf, stem, variantKey } from "./stem.js";
import { venueWord } from "./words.js";

/** The terms of the index. A word itself is a term without a prefix; the prefix of each other kind makes it distinct. */
export const termOf = {
  stem: (word: string) => `~${stem(word)}`,
  /** The family of a stem as {@link stem} has it, as a term. */
  family: (stemTerm: string) => (stemTerm.startsWith("~") ? `%${familyOf(stemTerm.slice(1))}` : stemTerm),
  /** The words of one variant of a concept. */
  variant: (words: readonly string[]) => `~${variantKey(words)}`,
  concept: (id: string) => `#${id.replaceAll(" ", "_")}`,
  venue: (name: string) => `@${venueWord(name)}`,
  year: (year: number) => `@${year}`,
} as const;

export function isWord(term: string): boolean {
  return !/^[~%#@]/u.test(term);
}

/** The term by which the papers with a term are looked up: the family of words and stems, all others themselves. */
export function searchTermOf(term: string): string {
  return termOf.family(isWord(term) ? termOf.stem(term) : term);
}
