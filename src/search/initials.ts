/** The first letters of words in a row. */
export interface Initials {
  readonly letters: string;
  /** The index of the word of each letter. */
  readonly at: readonly number[];
}

/** Words that abbreviations leave out. */
const smallWords = new Set("a an and as at by for from in of on or the to via with".split(" "));
/** Words that an abbreviation leaves out where it has the word before: `Attention-based`. */
const linkingWords = new Set("aware based driven free guided oriented".split(" "));

/** A title's words, and the indexes of those that go on what was written as one: `uniform` of `Non-uniform`. */
export interface InitialledWords {
  readonly words: readonly string[];
  readonly continued: ReadonlySet<number>;
}

/**
 * The initials of a title's words: of all, without `of` and `the`, also without `based` and `aware`, and with one letter
 * for what is written as one word; each only once.
 */
export function initialsIn({ words, continued }: InitialledWords): readonly Initials[] {
  const isSmall = (i: number) => smallWords.has(words[i] ?? "");
  const kept = [
    () => true,
    (i: number) => !isSmall(i),
    (i: number) => !isSmall(i) && !linkingWords.has(words[i] ?? ""),
    (i: number) => !isSmall(i) && !continued.has(i),
  ];
  const found = kept.map((keeps): Initials => {
    const at = [...words.keys()].filter(keeps);
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
  title: InitialledWords,
): { readonly from: number; readonly to: number } | null {
  for (const { letters, at } of initialsIn(title)) {
    // Numbers of several digits move the letters after them; then only those before are found.
    const first = letters.indexOf(typed);
    const [from, last] = [at[first], at[first + typed.length - 1]];
    if (first >= 0 && from !== undefined && last !== undefined) return { from, to: last + 1 };
  }
  return null;
}
