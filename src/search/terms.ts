import { memoString } from "../catalogue/memo.js";
import { familyOf, stem, variantKey } from "./stem.js";
import { venueWord } from "./words.js";

/** A word in the forms by which papers are looked up. */
export interface WordForms {
  readonly word: string;
  /** Its {@link stem}, as it is, and as a term. */
  readonly root: string;
  readonly stem: string;
  /** The term of its family. */
  readonly family: string;
}

/** Every title has the same few words: equal words and terms are one string. */
const many = { length: 60, count: 100_000 } as const;
/** The same of concepts, which are named by all ways to write them. */
const concepts = { length: 1_000, count: 5_000 } as const;

/** The forms of a word: the same object for the same word. */
export const formsOf = memoString((word): WordForms => {
  const root = stem(word);
  const term = stemTerm(root);
  return { word, root, stem: term, family: termOf.family(term) };
}, many);

const stemTerm = memoString((root) => `~${root}`, many);

/** The terms of the index. A word itself is a term without a prefix; the prefix of each other kind makes it distinct. */
export const termOf = {
  stem: (word: string) => formsOf(word).stem,
  /** The family of a stem as {@link stem} has it, as a term. */
  family: memoString(
    (stemTerm) => (stemTerm.startsWith("~") ? `%${familyOf(stemTerm.slice(1))}` : stemTerm),
    many,
  ),
  /** The words of one variant of a concept. */
  variant: (words: readonly string[]) => stemTerm(variantKey(words)),
  /** The same, by the roots of the words. */
  variantOf: (roots: readonly string[]) => stemTerm(roots.join("")),
  concept: memoString((id) => `#${id.replaceAll(" ", "_")}`, concepts),
  venue: memoString((name) => `@${venueWord(name)}`),
  year: (year: number) => `@${year}`,
} as const;

const marks = new Set(["~", "%", "#", "@"]);

export function isWord(term: string): boolean {
  return !marks.has(term.charAt(0));
}

/** The term by which the papers with a term are looked up: the family of words and stems, all others themselves. */
export function searchTermOf(term: string): string {
  return isWord(term) ? formsOf(term).family : termOf.family(term);
}
