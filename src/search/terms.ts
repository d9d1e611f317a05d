import { memoString } from "../catalogue/memo.js";
import { familyOf, stem, variantKey } from "./stem.js";
import { venueWord } from "./words.js";

/** Every title has the same few words: equal terms are one string. */
const many = { length: 60, count: 100_000 } as const;

/** The terms of the index. A word itself is a term without a prefix; the prefix of each other kind makes it distinct. */
export const termOf = {
  stem: memoString((word) => `~${stem(word)}`, many),
  /** The family of a stem as {@link stem} has it, as a term. */
  family: memoString(
    (stemTerm) => (stemTerm.startsWith("~") ? `%${familyOf(stemTerm.slice(1))}` : stemTerm),
    many,
  ),
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
