/** The words that a venue's name is made of: letters and digits part, so that `ICLR22` is `ICLR` and `22`. */
export const venueWord = /\p{L}[\p{L}\p{M}]*|\d+/gu;

export function venueWords(text: string): readonly string[] {
  return text.match(venueWord) ?? [];
}

/** What every spelling of a venue's name has in common: its words in small letters, without `and`, unspaced. */
export function venueKey(words: readonly string[]): string {
  return words.map(wordKey).join("");
}

/** What one word adds to the key of a name. */
export function wordKey(word: string): string {
  const small = word.toLowerCase();
  return small === "and" ? "" : small;
}
