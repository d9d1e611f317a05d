import { editDistance, nearWords } from "./match-spelling.js";
import { normaliseTitle } from "./normalise-title.js";

/** A title, taken apart for comparing. */
export interface TitleShape {
  /** The normalised title. */
  readonly key: string;
  /** Its words in small letters; a character each in scripts without spaces. */
  readonly words: readonly string[];
  /** What stands before the first colon, normalised: most often the method's name. Null where there is none. */
  readonly head: string | null;
  /** The words that count: `4`, `v2`, `III`. */
  readonly numbers: string;
}

/**
 * How near two titles are.
 *
 * - `same`: equal but for case, punctuation and white space
 * - `typo`: one or two letters differ, in neither the method's name nor a number
 * - `alike`: nearly all that is rare in them is in both, and nothing says that they are two
 * - `head`: the method's name is the same, the rest is not
 * - `related`: much in common, but names or numbers differ, or too little is the same
 */
export type Likeness = "same" | "typo" | "alike" | "head" | "related" | "different";

/** How much a word tells of a title: large for a rare word, small for one that many titles have. */
export type Rarity = (word: string) => number;

const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu;
const counting = /\d|^(?:i{1,3}|iv|vi{0,3}|ix|x)$/;
const alikeFrom = 0.75;
const relatedFrom = 0.45;
const longestHead = 30;

export function titleShape(title: string): TitleShape {
  const words: readonly string[] = title.normalize("NFKC").toLowerCase().match(word) ?? [];
  const colon = title.search(/[:：]/);
  const head = colon > 0 ? normaliseTitle(title.slice(0, colon)) : "";
  return {
    key: normaliseTitle(title),
    words,
    head: head && head.length <= longestHead ? head : null,
    numbers: words.filter((each) => counting.test(each)).join(" "),
  };
}

export function compareTitles(a: TitleShape, b: TitleShape, rarity: Rarity): Likeness {
  const spelled = compareSpelling(a, b);
  if (spelled !== "different") return spelled;
  const sameNumbers = a.numbers === b.numbers;
  const sameNames = a.head === b.head && sameNumbers;
  if (a.head === b.key || b.head === a.key) return "alike";
  const common = share(a.words, b.words, rarity);
  const oneHeadless = (a.head === null || b.head === null) && sameNumbers;
  if (common >= alikeFrom && (sameNames || oneHeadless)) return "alike";
  if (a.head !== null && a.head === b.head) return "head";
  return common >= relatedFrom ? "related" : "different";
}

/** The cheap part of the comparison: everything but `same` and `typo` is `different`. */
export function compareSpelling(a: TitleShape, b: TitleShape): Likeness {
  if (a.key === b.key) return "same";
  return a.head === b.head && a.numbers === b.numbers && isTypo(a, b) ? "typo" : "different";
}

function isTypo(a: TitleShape, b: TitleShape): boolean {
  const shorter = Math.min(a.key.length, b.key.length);
  if (shorter < 10 || a.words.length !== b.words.length) return false;
  return (
    editDistance(a.key, b.key, 2) <= (shorter >= 24 ? 2 : 1) &&
    a.words.every((each, i) => each === b.words[i] || nearWords(each, b.words[i] ?? ""))
  );
}

/** The share of the rare in `a` and `b` that is in both (Dice's coefficient over weighted words), 0 to 1. */
function share(a: readonly string[], b: readonly string[], rarity: Rarity): number {
  const left = new Map<string, number>();
  for (const each of a) left.set(each, (left.get(each) ?? 0) + 1);
  const unmet: string[] = [];
  let both = 0;
  for (const each of b) {
    const count = left.get(each) ?? 0;
    if (count > 0) {
      left.set(each, count - 1);
      both += rarity(each);
    } else unmet.push(each);
  }
  for (const each of unmet) {
    const near = [...left].find(([other, count]) => count > 0 && nearWords(each, other));
    if (!near) continue;
    left.set(near[0], near[1] - 1);
    both += Math.min(rarity(each), rarity(near[0]));
  }
  const all = [...a, ...b].reduce((sum, each) => sum + rarity(each), 0);
  return all === 0 ? 0 : (2 * both) / all;
}
