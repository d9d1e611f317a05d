import { editDistance } from "../catalogue/edit-distance.js";

/** The first letters of words in a row. */
export interface Initials {
  readonly letters: string;
  /** The index of the word of each letter; a number has several. */
  readonly at: readonly number[];
}

/** Words that abbreviations leave out. */
const smallWords = new Set(
  "a an and are as at by for from in into is of on or the through to toward towards under using via with".split(
    " ",
  ),
);
/** Words that an abbreviation leaves out where it has the word before: `Attention-based`. */
const linkingWords = new Set("aware based driven free guided oriented".split(" "));

export interface InitialledWords {
  readonly words: readonly string[];
  /** Indexes of words that go on what was written as one: `uniform` of `Non-uniform`. */
  readonly continued: ReadonlySet<number>;
  /** Indexes of words that are only a part of one written word: both of `SmoothQuant`. */
  readonly parts: ReadonlySet<number>;
}

/**
 * The initials of a title's words: of all, without `of` and `the`, also without `based` and `aware`, and with one letter
 * for what is written as one word, with a hyphen or without; each only once.
 */
export function initialsIn(title: InitialledWords): readonly Initials[] {
  const initials = title.words.map(initialOf);
  const found = keptIn(title).map((keeps): Initials => {
    const all: string[] = [];
    const at: number[] = [];
    for (const [i, initial] of initials.entries()) {
      if (!keeps(i)) continue;
      all.push(initial);
      for (let letter = 0; letter < initial.length; letter++) at.push(i);
    }
    return { letters: all.join(""), at };
  });
  return found.filter(({ letters }, i) => found.findIndex((other) => other.letters === letters) === i);
}

/** The letters of {@link initialsIn} alone, as one text. */
export function initialsText(title: InitialledWords): string {
  const initials = title.words.map(initialOf);
  const all = keptIn(title).map((keeps) => initials.filter((_, i) => keeps(i)).join(""));
  return [...new Set(all)].join(" ");
}

/** Tells, in each way to abbreviate a title, which of its words have a letter. */
function keptIn({ words, continued, parts }: InitialledWords): readonly ((i: number) => boolean)[] {
  const small = words.map((word) => smallWords.has(word));
  // Most titles have few of these: what keeps the same words as the one before is not made.
  const kept: ((i: number) => boolean)[] = [() => true];
  if (small.includes(true)) kept.push((i) => !small[i]);
  if (words.some((word) => linkingWords.has(word)))
    kept.push((i) => !small[i] && !linkingWords.has(words[i] ?? ""));
  if (continued.size > 0) {
    kept.push((i) => !small[i] && !continued.has(i));
    kept.push((i) => !small[i] && !(continued.has(i) && parts.has(i)));
  }
  return kept;
}

/** A number is kept whole: `3dgs`. */
function initialOf(word: string): string {
  if (word >= "a" && word < "{") return word.charAt(0);
  return /^\p{N}/u.test(word) ? word : word.slice(0, 1);
}

/** Which words have these initials: the first such `from` up to but not including `to`. `for the` is at no end of them. */
export function findInitials(
  typed: string,
  title: InitialledWords,
): { readonly from: number; readonly to: number } | null {
  const isTelling = (i: number | undefined) => i !== undefined && !smallWords.has(title.words[i] ?? "");
  for (const { letters, at } of initialsIn(title)) {
    for (let first = letters.indexOf(typed); first >= 0; first = letters.indexOf(typed, first + 1)) {
      const [from, last] = [at[first], at[first + typed.length - 1]];
      if (from !== undefined && last !== undefined && isTelling(from) && isTelling(last))
        return { from, to: last + 1 };
    }
  }
  return null;
}

/** Below what a word that looks like the typed one has. */
const nearQuality = 0.38;

/** Fewer letters with a wrong one are the initials of something in many titles. */
const minNearLength = 5;

/** Which words have nearly these initials, with one letter too many, missing, wrong or swapped; the first one is right. */
export function nearInitials(
  typed: string,
  title: InitialledWords & { readonly initials: string },
): { readonly quality: number; readonly from: number; readonly to: number } | null {
  if (typed.length < minNearLength) return null;
  // What is wrong is at one place: either what is before the middle is right or what is after it.
  const half = Math.floor((typed.length - 1) / 2);
  if (!title.initials.includes(typed.slice(0, half)) && !title.initials.includes(typed.slice(-half)))
    return null;
  for (const { letters, at } of initialsIn(title)) {
    for (const [first, letter] of [...letters].entries()) {
      if (letter !== typed[0]) continue;
      for (const length of [typed.length, typed.length - 1, typed.length + 1]) {
        const [from, last] = [at[first], at[first + length - 1]];
        if (from === undefined || last === undefined) continue;
        if (editDistance(typed, letters.slice(first, first + length), 1) <= 1)
          return { quality: nearQuality, from, to: last + 1 };
      }
    }
  }
  return null;
}
