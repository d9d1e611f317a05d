import type { Dictionary, Known } from "./dictionary.js";
import { isUnspaced } from "./unspaced.js";
import { isStopWord } from "./words.js";

export type Qualities = readonly (readonly [term: string, quality: number])[];

/** By the number of typos; nearly every short word is one or two typos away from another one. */
const typo = [1, 0.72, 0.52] as const;
const typoOfFive = [1, 0.72, 0.36] as const;
const shortTypo = [1, 0.5, 0.3] as const;
const prefixTypo = 0.55;
/** The same of a short word: a whole word is likelier. */
const shortPrefixTypo = 0.45;
const otherStart = 0.98;
/** Multiplies the quality of one typo that is no slip of a finger. */
const noSlip = 0.9;
/** Two words written as one, with a typo in one of them. */
const splitTypo = 0.66;

const limits = { typos: 60, misspeltWords: 6, splitTypos: 4 } as const;

/** Two or three known words written as one: `smooth quant` for `smoothquant`, `few bit backward`, `swin v 2`. */
export function splitsOf(word: string, { count }: Dictionary): string[] {
  if (isUnspaced(word)) return [];
  /** Cuts a text in two at each place, with so many letters on both sides at least, where its beginning is known. */
  function* cutsOf(whole: string, minLength: number) {
    for (let at = minLength; at <= whole.length - minLength; at++) {
      const left = whole.slice(0, at);
      if (count(left) > 0) yield [left, whole.slice(at)] as const;
    }
  }
  const splits: string[] = [];
  for (const [left, right] of cutsOf(word, 1)) if (count(right) > 0) splits.push(`${left} ${right}`);
  for (const [left, rest] of cutsOf(word, 2)) {
    for (const [middle, right] of cutsOf(rest, left.length > 2 ? 1 : 2))
      if (count(right) > 0) splits.push(`${left} ${middle} ${right}`);
  }
  return splits;
}

/** Known words of which `word` may be a typo, or if it is the last one, a misspelt prefix. */
export function correctionsOf(
  word: string,
  isLast: boolean,
  { dictionary, corrections }: { dictionary: Dictionary; corrections: Map<string, Qualities> },
): Qualities {
  // Nearly every word of three letters is one typo away from another one.
  const isKnownShort = word.length === 3 && dictionary.count(word) > 0;
  if (word.length < 3 || isStopWord(word) || isKnownShort) return [];
  const cached = corrections.get(word);
  if (cached || corrections.size >= limits.misspeltWords) return cached ?? [];
  const whole = dictionary.fuzzy(word, word.length < 5 ? 1 : 2, limits.typos);
  const longer = isLast && word.length > 3 ? dictionary.withFuzzyPrefix(word, limits.typos) : [];
  const qualities = word.length < 5 ? shortTypo : word.length === 5 ? typoOfFive : typo;
  const found: Qualities = [
    ...whole.map((known) => [known.word, qualityOf(word, known, qualities)] as const),
    ...longer.map((known) => [known.word, word.length < 5 ? shortPrefixTypo : prefixTypo] as const),
    ...misspeltSplits(word, dictionary).map((split) => [split, splitTypo] as const),
  ];
  corrections.set(word, found);
  return found;
}

/** The first letter is seldom wrong. */
function qualityOf(word: string, known: Known, qualities: readonly number[]): number {
  const factor = known.distance === 1 && !isSlip(word, known.word) ? noSlip : 1;
  return (qualities[known.distance] ?? 0) * (known.word[0] === word[0] ? 1 : otherStart) * factor;
}

const keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether one typo is what fingers do: they leave a letter out, hit the key beside it, or one twice, or two in the wrong order. */
function isSlip(typed: string, meant: string): boolean {
  if (typed.length < meant.length) return true;
  const at = [...typed].findIndex((letter, i) => letter !== meant[i]);
  if (typed.length > meant.length) return typed[at] === typed[at - 1] || typed[at] === typed[at + 1];
  return typed[at] === meant[at + 1] || areNeighbours(typed.charAt(at), meant.charAt(at));
}

/** Of letters beside each other in a row, or one above the other. */
function areNeighbours(a: string, b: string): boolean {
  const [keyOfA, keyOfB] = [keyOf(a), keyOf(b)];
  if (keyOfA === null || keyOfB === null) return false;
  const [down, right] = [Math.abs(keyOfA.row - keyOfB.row), Math.abs(keyOfA.at - keyOfB.at)];
  return down === 0 ? right === 1 : down === 1 && right < 1;
}

function keyOf(letter: string): { readonly row: number; readonly at: number } | null {
  const row = keyRows.findIndex((keys) => keys.includes(letter));
  // Each row is half a key to the right of the one above it.
  return row < 0 ? null : { row, at: (keyRows[row]?.indexOf(letter) ?? 0) + row / 2 };
}

/** Known names that are one typo away from adjacent words written as one, with the same digits: `control 2` is not `control`. */
export function correctionOfJoin(
  joined: string,
  { dictionary, corrections }: { dictionary: Dictionary; corrections: Map<string, Qualities> },
): Qualities {
  const cached = corrections.get(joined);
  if (cached || corrections.size >= limits.misspeltWords) return cached ?? [];
  const digits = joined.match(/\p{N}/gu) ?? [];
  const found = dictionary
    .fuzzy(joined, 1, limits.typos)
    .filter(({ word }) => digits.every((digit) => word.includes(digit)))
    .map(({ word }) => [word, typo[1]] as const);
  corrections.set(joined, found);
  return found;
}

/** Two words written as one of which one is known and the other has a typo: `sheared llama` for `shearedlama`. */
function misspeltSplits(word: string, dictionary: Dictionary): string[] {
  if (word.length < 7 || isUnspaced(word)) return [];
  const cuts = Array.from({ length: word.length - 5 }, (_, i) => i + 3);
  // The last letter of one may be swapped with the first of the other.
  const swapped = cuts.flatMap((at) => {
    const [left, right] = [word.slice(0, at - 1) + word.charAt(at), word.charAt(at - 1) + word.slice(at + 1)];
    return dictionary.count(left) > 0 && dictionary.count(right) > 0 ? `${left} ${right}` : [];
  });
  const halves = cuts
    .flatMap((at) => {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      return [
        { known: left, other: right, toSplit: (other: string) => `${left} ${other}` },
        { known: right, other: left, toSplit: (other: string) => `${other} ${right}` },
      ];
    })
    .filter(({ known, other }) => other.length > 2 && dictionary.count(known) > 0)
    // The longer the known half, the less it is a coincidence.
    .sort((a, b) => b.known.length - a.known.length)
    .slice(0, limits.splitTypos);
  return [
    ...swapped,
    ...halves.flatMap(({ other, toSplit }) =>
      dictionary.fuzzy(other, 1, limits.typos).map(({ word }) => toSplit(word)),
    ),
  ];
}
