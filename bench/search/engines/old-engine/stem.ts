import { american } from "./american.js";

/**
 * What the forms and spellings of one English word have in common: `quantise`, `quantised`, `quantization` and
 * `quantizers` share one stem. A stem is a key, not a word, and is compared with stems only. Words with other letters
 * than a to z, and short ones, are their own stem.
 *
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, after {@link american}; `-or` goes as `-er`
 * does (`detector`), `-acy` as `-ate` (`accuracy`), and every silent `e`, so that `pruns` is of `prune` too.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/u.test(word)) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const root = strip(word);
  known.set(word, root);
  return root;
}

/** The stems of the last words: one search asks for the same few again and again. */
const known = new Map<string, string>();
const mostKnown = 2_000;

function strip(word: string): string {
  return tidy(
    replaceLongest(replaceLongest(replaceLongest(inflection(american(word)), step2, 0), step3, 0), step4, 1),
  );
}

type Endings = readonly (readonly [ending: string, replacement: string])[];

const step2: Endings = pairs(
  "ational ate, tional tion, enci ence, anci ance, izer ize, abli able, alli al, entli ent, eli e, ousli ous, " +
    "ization ize, ation ate, ator ate, alism al, iveness ive, fulness ful, ousness ous, aliti al, iviti ive, " +
    "biliti ble, raci rate",
);
const step3: Endings = pairs("icate ic, ative, alize al, iciti ic, ical ic, ful, ness");
const step4: Endings = pairs(
  "al, ance, ence, er, ic, able, ible, ant, ement, ment, ent, sion s, tion t, tor t, ou, ism, ate, iti, ous, ive, ize",
);

function pairs(table: string): Endings {
  return table
    .split(", ")
    .map((row): readonly [string, string] => {
      const [ending = "", replacement = ""] = row.split(" ");
      return [ending, replacement];
    })
    .sort(([a], [b]) => b.length - a.length);
}

/** Plurals, `-ed`, `-ing`, and `y` as `i`: Porter's step 1. */
function inflection(word: string): string {
  let root = word.replace(/(ss|i)es$/u, "$1").replace(/(?<!s|^)s$/u, "");
  if (root.endsWith("eed")) {
    if (measure(root.slice(0, -3)) > 0) root = root.slice(0, -1);
  } else {
    const bare = root.replace(/(?:ed|ing)$/u, "");
    if (bare !== root && hasVowel(bare)) root = restoreEnd(bare);
  }
  return root.endsWith("y") && hasVowel(root.slice(0, -1)) ? `${root.slice(0, -1)}i` : root;
}

function restoreEnd(bare: string): string {
  if (/(?:at|bl|iz|yz)$/u.test(bare)) return `${bare}e`;
  return /([^aeiouylsz])\1$/u.test(bare) ? bare.slice(0, -1) : bare;
}

function replaceLongest(word: string, endings: Endings, leastMeasure: number): string {
  for (const [ending, replacement] of endings) {
    if (!word.endsWith(ending)) continue;
    const root = word.slice(0, word.length - ending.length);
    return measure(root + replacement.slice(0, 1)) > leastMeasure && measure(root) >= leastMeasure
      ? root + replacement
      : word;
  }
  return word;
}

/** The silent `e`, more of them than in Porter's step 5, and the second `l`. */
function tidy(word: string): string {
  const bare = word.slice(0, -1);
  if (word.endsWith("e") && measure(bare) > 0) return bare;
  return word.endsWith("ll") && measure(word) > 1 ? bare : word;
}

/** Porter's *m*: how often a run of vowels is followed by a run of consonants. `y` counts as a vowel. */
function measure(word: string): number {
  return word.match(/[aeiouy]+[^aeiouy]+/gu)?.length ?? 0;
}

function hasVowel(word: string): boolean {
  return /[aeiouy]/u.test(word);
}
