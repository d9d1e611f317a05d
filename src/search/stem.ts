import { stemmer } from "stemmer";
import { memoString } from "../catalogue/memo.js";

/** Endings of which Porter makes different stems: British and American ones, `detector`, `accuracy`. Each needs letters before it (`four`, `rise`). */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|able)$/u, "iz$1"],
  [/(?<=[a-z]{3})ys(e|ed|es|er|ers|ing)$/u, "yz$1"],
  [/(?<=[a-z]{3})our(s|ed|ing|al|able|hood)?$/u, "or$1"],
  [/(?<=[a-z]{2}[tb])re(s?)$/u, "er$1"],
  [/(?<=[a-z]{3})ogue(s?)$/u, "og$1"],
  [/(?<=[a-z]{2})fence(s?)$/u, "fense$1"],
  [/(?<=[a-z]{3}(?:c|(?<!a)t))ors?$/u, ""],
  [/(?<=[a-z]{3})acy$/u, "ate"],
  [/^grey/u, "gray"],
];

/**
 * A key that is equal for the forms and spellings of one English word: `quantise`, `quantised`, `quantization` and
 * `quantizers`. Short words and words with other letters than a to z are unchanged; at least three letters are left
 * (`adding` is not `AD`).
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/u.test(word)) return word;
  return stemOf(word);
}

/** Titles and queries have few different words. */
const stemOf = memoString((word) => {
  const spelling = endings.reduce((text, [ending, replacement]) => text.replace(ending, replacement), word);
  // Porter keeps the silent e of short words (`prune`), but not if it was missing (`pruns`).
  const root = stemmer(spelling).replace(/(?<=[a-z]{3})e$/u, "");
  return root.length < 3 ? word.replace(/(?<=[a-z]{3})(?:ing|ed|s)$/u, "") : root;
});

/** What makes words of one family from their root, beyond inflection; the letters that are left stay recognisable. */
const derivations: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{2}s)(?:e|ion)$/u, ""],
  [/(?<=[a-z]{4})(?:ic|iti|ifi?|eri)$/u, ""],
  [/(?<=[a-z]{4})(?:al|ar|at|it|iz|anc)$/u, ""],
  [/(?<=[a-z]{3}n)[dst]$/u, ""],
  [/(?<=[a-z]{3}c)t$/u, ""],
  [/(?<=[a-z]{4})[ei]$/u, ""],
  [/(?<=[a-z]{3})ain$/u, "an"],
];

/** A key that is equal for a whole family: `fuse` and `fusion`, `surgical` and `surgery`. It is made from the stem. */
export const familyOf = memoString((stem) =>
  stem.length < 4 || !/^[a-z]+$/u.test(stem)
    ? stem
    : derivations.reduce((text, [ending, replacement]) => text.replace(ending, replacement), stem),
);

/** Equal for all spellings and inflections of some words, with or without spaces: `KVCache`, `KV cache`. */
export function variantKey(words: readonly string[]): string {
  return words.map(stem).join("");
}
