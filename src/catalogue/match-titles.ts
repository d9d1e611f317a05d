import { areSimilarWords, editDistance } from "./edit-distance.js";
import { memo } from "./memo.js";
import { normaliseTitle } from "./normalise-title.js";

/** A title, prepared for comparison. */
export interface TitleShape {
  /** The normalised title. */
  readonly key: string;
  /** Its words in lower case; single characters in scripts without spaces. */
  readonly words: readonly string[];
  /** The text before the first colon, normalised: usually the method's name. Null without a colon. */
  readonly head: string | null;
  /** The words that are or contain numbers: `4`, `v2`, `III`. */
  readonly numbers: string;
  /** The title without LaTeX. */
  readonly plain: string;
}

/**
 * How similar two titles are.
 *
 * - `same`: equal except for case, punctuation and white space
 * - `typo`: one or two letters differ, but not in the method's name or a number
 * - `alike`: nearly all rare words are in both, and names and numbers do not differ
 * - `head`: only the method's name is the same
 * - `related`: much in common, but names or numbers differ, or too little is the same
 */
export type TitleSimilarity = "same" | "typo" | "alike" | "head" | "related" | "different";

/** The weight of a word: large if few titles have it. */
export type Rarity = (word: string) => number;

const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu;
const counting = /\d|^(?:i{1,3}|iv|vi{0,3}|ix|x)$/;
const minAlike = 0.75;
const minRelated = 0.45;
const maxHeadLength = 30;
/** A part of a title with fewer words is not a title. */
const minFormWords = 5;
/** Titles that differ in more words than this are not compared letter by letter. */
const maxUnmatchedWords = 12;

export function titleShape(title: string): TitleShape {
  const plain = withoutLatex(title);
  const words: readonly string[] = plain.normalize("NFKC").toLowerCase().match(word) ?? [];
  const colon = plain.search(/[:：]/);
  const head = colon > 0 ? normaliseTitle(plain.slice(0, colon)) : "";
  return {
    key: normaliseTitle(plain),
    words,
    head: head && head.length <= maxHeadLength ? head : null,
    numbers: words.filter((each) => counting.test(each)).join(" "),
    plain,
  };
}

/**
 * How else lists write a title, normalised: without the method's name before it, or what stands in brackets after it.
 * Only what has enough words to be a title of its own: `A Survey` is none.
 */
export const formsOf = memo(({ plain }: TitleShape): readonly string[] => {
  const colon = plain.search(/[:：]/);
  const text = plain.trimEnd();
  const bracket = /[)）\]]/.test(text.at(-1) ?? "")
    ? Math.max(...["(", "（", "["].map((each) => text.lastIndexOf(each)))
    : -1;
  const forms = [colon > 0 ? plain.slice(colon + 1) : "", bracket > 0 ? text.slice(0, bracket) : ""];
  return forms.filter((form) => (form.match(word)?.length ?? 0) >= minFormWords).map(normaliseTitle);
});

/** `{W}aves` and `\mathcal{O}(n)` as they are spoken. */
function withoutLatex(title: string): string {
  return /[\\{}$]/.test(title)
    ? title.replace(/\\[a-zA-Z]{1,20}/g, "").replace(/[\\{}$]/g, "") || title
    : title;
}

export function compareTitles(a: TitleShape, b: TitleShape, rarity: Rarity): TitleSimilarity {
  const spelled = compareSpelling(a, b);
  if (spelled !== "different") return spelled;
  const sameNumbers = a.numbers === b.numbers;
  const sameNames = a.head === b.head && sameNumbers;
  if (a.head === b.key || b.head === a.key) return "alike";
  if (sameNumbers && isLonger(a, b)) return "alike";
  const common = overlap(a.words, b.words, rarity);
  const oneHeadless = (a.head === null || b.head === null) && sameNumbers;
  if (common >= minAlike && (sameNames || oneHeadless)) return "alike";
  if (a.head !== null && a.head === b.head) return "head";
  return common >= minRelated ? "related" : "different";
}

/** Whether one title is the other with words appended: authors, or a subtitle. */
function isLonger(a: TitleShape, b: TitleShape): boolean {
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a];
  return short.words.length >= 4 && short.words.every((each, index) => each === long.words[index]);
}

/** The cheap part of the comparison: anything but `same` and `typo` is `different`. */
export function compareSpelling(a: TitleShape, b: TitleShape): TitleSimilarity {
  if (a.key === b.key) return "same";
  return a.head === b.head && a.numbers === b.numbers && isTypo(a, b) ? "typo" : "different";
}

function isTypo(a: TitleShape, b: TitleShape): boolean {
  const shorter = Math.min(a.key.length, b.key.length);
  if (shorter < 10 || a.words.length !== b.words.length) return false;
  return (
    editDistance(a.key, b.key, 2) <= (shorter >= 24 ? 2 : 1) &&
    a.words.every((each, i) => each === b.words[i] || areSimilarWords(each, b.words[i] ?? ""))
  );
}

/** What two titles have in common: Dice's coefficient over words weighted by rarity, 0 to 1. Similar words are the same. */
export function titleOverlap(a: TitleShape, b: TitleShape, rarity: Rarity): number {
  return overlap(a.words, b.words, rarity);
}

function overlap(a: readonly string[], b: readonly string[], rarity: Rarity): number {
  const left = new Map<string, number>();
  for (const each of a) left.set(each, (left.get(each) ?? 0) + 1);
  const unmatched: string[] = [];
  let both = 0;
  for (const each of b) {
    const count = left.get(each) ?? 0;
    if (count > 0) {
      left.set(each, count - 1);
      both += rarity(each);
    } else unmatched.push(each);
  }
  for (const each of unmatched.slice(0, maxUnmatchedWords)) {
    const near = [...left].find(([other, count]) => count > 0 && areSimilarWords(each, other));
    if (!near) continue;
    left.set(near[0], near[1] - 1);
    both += Math.min(rarity(each), rarity(near[0]));
  }
  const all = [...a, ...b].reduce((sum, each) => sum + rarity(each), 0);
  return all === 0 ? 0 : (2 * both) / all;
}
