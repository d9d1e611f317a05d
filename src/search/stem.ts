import { stemmer } from "stemmer";

/** Endings that Porter keeps apart: British and American ones, `detector`, `accuracy`. Each needs letters before it (`four`, `rise`). */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|able)$/u, "iz$1"],
  [/(?<=[a-z]{3})ys(e|ed|es|er|ers|ing)$/u, "yz$1"],
  [/(?<=[a-z]{3})our(s|ed|ing|al|able|hood)?$/u, "or$1"],
  [/(?<=[a-z]{2}[tb])re(s?)$/u, "er$1"],
  [/(?<=[a-z]{3})ogue(s?)$/u, "og$1"],
  [/(?<=[a-z]{3})fence(s?)$/u, "fense$1"],
  [/(?<=[a-z]{3}(?:c|(?<!a)t))ors?$/u, ""],
  [/(?<=[a-z]{3})acy$/u, "ate"],
  [/^grey/u, "gray"],
];

/** The stems of the last words: titles and queries have the same few again and again. */
const known = new Map<string, string>();
const maxKnown = 20_000;

/**
 * What the forms and spellings of one English word have in common: `quantise`, `quantised`, `quantization` and
 * `quantizers` share one stem. A stem is a key, and is compared with stems only. Words with other letters than a to z,
 * short ones, are their own stem; at least three letters are left (`adding` is not `AD`).
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/u.test(word)) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= maxKnown) known.clear();
  const spelling = endings.reduce((text, [ending, replacement]) => text.replace(ending, replacement), word);
  // Porter keeps the silent e of short words (`prune`), but not where it was cut off (`pruns`).
  const root = stemmer(spelling).replace(/(?<=[a-z]{3})e$/u, "");
  const result = root.length < 3 ? word.replace(/(?<=[a-z]{3})(?:ing|ed|s)$/u, "") : root;
  known.set(word, result);
  return result;
}
