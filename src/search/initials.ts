import { isStopWord } from "./words.js";

/** The first letters of words in a row. */
export interface Initials {
  readonly letters: string;
  /** The index of the word of each letter. */
  readonly at: readonly number[];
}

/** Words that an abbreviation leaves out where it has the word before: `Attention-based`. */
const linkingWords = new Set("aware based driven free guided oriented via".split(" "));

/**
 * The initials of a title's words: of all, without `of` and `the`, and also without `based` and `aware`; each only once.
 */
export function initialsIn(words: readonly string[]): readonly Initials[] {
  const kept = [
    () => true,
    (word: string) => !isStopWord(word),
    (word: string) => !isStopWord(word) && !linkingWords.has(word),
  ];
  const found = kept.map((keeps): Initials => {
    const at = words.flatMap((word, i) => (keeps(word) ? i : []));
    return { letters: at.map((i) => initialOf(words[i] ?? "")).join(""), at };
  });
  return found.filter(({ letters }, i) => found.findIndex((other) => other.letters === letters) === i);
}

/** A number is kept whole: `3dgs`. */
function initialOf(word: string): string {
  return /^\p{N}/u.test(word) ? word : word.slice(0, 1);
}

/** Which words have these initials: the first such `from` up to but not including `to`. */
export function findInitials(
  typed: string,
  words: readonly string[],
): { readonly from: number; readonly to: number } | null {
  for (const { letters, at } of initialsIn(words)) {
    // Numbers of several digits move the letters after them; then only those before are found.
    const first = letters.indexOf(typed);
    const [from, last] = [at[first], at[first + typed.length - 1]];
    if (first >= 0 && from !== undefined && last !== undefined) return { from, to: last + 1 };
  }
  return null;
}
