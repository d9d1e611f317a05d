import type { Dictionary } from "./dictionary.js";
import { type Match, quality } from "./need.js";
import { isStopWord } from "./stop-words.js";
import type { Work } from "./work.js";

/** Finds what misspelt words may have been meant to be. One for each query. */
export interface Speller {
  /** With `cut`, the word may also be the misspelt beginning of a longer one. */
  correct(word: string, cut: boolean, work: Work): readonly (readonly [string, Match])[];
}

/** So that five hundred unknown words cost no more than a few do. */
const limits = { words: 6, corrections: 60 } as const;

/** Remembers its answers, and gives none for more than {@link limits}`.words` words. */
export function createSpeller(dictionary: Dictionary): Speller {
  const known = new Map<string, readonly (readonly [string, Match])[]>();
  return {
    correct(word, cut, work) {
      const key = cut ? `${word}…` : word;
      const before = known.get(key);
      if (before) return before;
      if (known.size >= limits.words || isStopWord(word)) return [];
      const corrections = [
        ...wholeWords(word, dictionary, work),
        ...(cut ? beginnings(word, dictionary, work) : []),
      ];
      known.set(key, corrections);
      return corrections;
    },
  };
}

function wholeWords(word: string, dictionary: Dictionary, work: Work): [string, Match][] {
  const most = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
  // Nearly everything is one letter from a word of three: where that is a word itself it is meant.
  if (most === 0 || (word.length === 3 && dictionary.count(word) > 0)) return [];
  return dictionary
    .near(word, most, { cut: false, limit: limits.corrections, work })
    .filter((near) => sameDigits(word, near.word))
    .map((near) => [near.word, { quality: quality.typo[near.distance] ?? 0, how: "typo" }]);
}

function beginnings(word: string, dictionary: Dictionary, work: Work): [string, Match][] {
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  if (most === 0) return [];
  return dictionary
    .near(word, most, { cut: true, limit: limits.corrections, work })
    .filter((near) => sameDigits(word, near.word))
    .map((near) => [near.word, { quality: quality.cutTypo[near.distance] ?? 0, how: "typo" }]);
}

/** `int1` is no slip of the hand for `int8`; but a digit may have been left out. */
function sameDigits(typed: string, meant: string): boolean {
  const digits = typed.replace(/\D/gu, "");
  return digits === "" || digits === meant.replace(/\D/gu, "");
}
