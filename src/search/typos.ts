import type { MatchContext } from "./match-context.js";
import { isStopWord } from "./stop-words.js";
import { type Qualities, quality } from "./term-match.js";

/** So that no text costs much more than another one. */
const limits = { longerWords: 200, typos: 60, misspeltWords: 6 } as const;

/** A word that so many papers have, and such a share of all, is not a typo. */
const common = { papers: 20, share: 0.01 } as const;

/** Known words that begin with `prefix`, each with its quality. The longer of two is a little worse. */
export function longerWords(prefix: string, { dictionary }: MatchContext): Qualities {
  return dictionary
    .longerThan(prefix, limits.longerWords)
    .map((word) => [word, quality.prefix * (0.9 + (0.1 * prefix.length) / word.length)]);
}

/**
 * Known words that may have been meant by `word`, each with its quality; by many misspelt words only the first are asked.
 *
 * @param cut whether it may also be the misspelt beginning of a longer one
 */
export function typosOf(
  word: string,
  cut: boolean,
  { dictionary, size, corrections, typos }: MatchContext,
): Qualities {
  const papers = dictionary.count(word);
  const isCommon = papers > common.papers && papers > size * common.share;
  // Nearly everything is one letter from a word of three: where that is a word itself it is meant.
  const isMeant = isStopWord(word) || isCommon || (word.length === 3 && papers > 0);
  if (typos === "none" || word.length < 3 || isMeant) return [];
  const before = corrections.get(word);
  if (before || corrections.size >= limits.misspeltWords) return before ?? [];
  const whole = dictionary
    .near(word, word.length < 5 ? 1 : 2, limits.typos)
    .map((near) => [near.word, quality.typo[near.distance] ?? 0] as const);
  const longer = cut && word.length > 3 ? dictionary.nearlyLongerThan(word, limits.typos) : [];
  const found = [...whole, ...longer.map((term) => [term, quality.prefixTypo] as const)].filter(([term]) =>
    sameDigits(word, term),
  );
  corrections.set(word, found);
  return found;
}

/** `int1` is no slip of the hand for `int8`; but a digit may have been left out. */
function sameDigits(typed: string, meant: string): boolean {
  const digits = typed.replace(/\D/gu, "");
  return digits === "" || digits === meant.replace(/\D/gu, "");
}
