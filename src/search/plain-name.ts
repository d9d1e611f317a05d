import { editDistance } from "../catalogue/edit-distance.js";
import { memoString } from "../catalogue/memo.js";

/** Shorter texts are one letter away from too many names, or begin too many. */
const minLetters = { edited: 4, begun: 4, editedTwice: 8 } as const;

/**
 * What a text plainly means, or null: that of the only name that it is but for blanks, a plural, two swapped letters, a
 * wrong or missing one, or its end; where several are as near, it is not plain. Digits are never wrong.
 *
 * @param meaningOf what a name stands for: names of one thing are not several
 */
export function plainlyMeant(
  typed: string,
  names: Iterable<string>,
  meaningOf: (name: string) => string | null,
): string | null {
  const text = squeeze(typed);
  const { length } = text;
  if (length < 3) return null;
  const known = Array.from(names, (name) => ({ name, text: squeeze(name) }));
  const within = (other: string, limit: number) =>
    digitsOf(other) === digitsOf(text) && editDistance(text, other, limit) <= limit;
  const ways: readonly ((other: string) => boolean)[] = [
    (other) => other === text,
    (other) => withoutPlural(other) === withoutPlural(text),
    (other) => within(other, 1) && lettersOf(other) === lettersOf(text),
    (other) => length >= minLetters.edited && within(other, 1),
    (other) => length >= minLetters.begun && other.startsWith(text),
    (other) => length >= minLetters.editedTwice && within(other, 2),
  ];
  for (const isMeant of ways) {
    const meant = new Set(known.filter((other) => isMeant(other.text)).map(({ name }) => meaningOf(name)));
    const [only = null] = meant;
    if (meant.size > 0) return meant.size === 1 ? only : null;
  }
  return null;
}

/** The names are the same at every keystroke. */
const squeeze = memoString((text) => text.toLowerCase().replace(/[^\p{L}\p{N}+]+/gu, ""));

function withoutPlural(text: string): string {
  return text.length > 3 ? text.replace(/s$/u, "") : text;
}

function digitsOf(text: string): string {
  return text.replace(/\P{N}+/gu, "");
}

function lettersOf(text: string): string {
  return Array.from(text).sort().join("");
}
