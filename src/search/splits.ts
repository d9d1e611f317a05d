import type { Dictionary } from "./dictionary.js";
import { quality, type Split } from "./term-match.js";

/** `smoothquant` for a title's `Smooth Quant`, `fewbitbackward`: two or three known words written as one. */
export function splitsOf(word: string, { count }: Dictionary): Split[] {
  const known = (part: string) => count(part) > 0;
  const inTwo = (whole: string, least: number) =>
    cuts(whole, least).filter(([left, right]) => known(left) && known(right));
  const inThree = cuts(word, 2).flatMap(([left, rest]) =>
    known(left) ? inTwo(rest, 2).map((pair) => [left, ...pair]) : [],
  );
  return [...inTwo(word, 1), ...inThree].map((words) => ({ words, quality: quality.joined, kind: "form" }));
}

/** All ways to cut a word in two, each part of at least so many letters. */
function cuts(word: string, least: number): [left: string, right: string][] {
  const ways = Math.max(0, word.length - 2 * least + 1);
  return Array.from({ length: ways }, (_, i) => [word.slice(0, least + i), word.slice(least + i)]);
}
