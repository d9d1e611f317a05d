import { editDistance } from "../catalogue/edit-distance.js";
import { memoString } from "../catalogue/memo.js";
import { isUnspaced } from "./unspaced.js";
import { isStopWord } from "./words.js";

/** A word of a title, or several adjacent ones, that a typed word may be meant for. */
export interface Resemblance {
  readonly quality: number;
  readonly from: number;
  readonly to: number;
}

const quality = { beginning: 0.5, pieces: 0.6, letters: 0.45, misread: 0.4, start: 0.4 } as const;

const maxPieces = 4;

/**
 * Compares a word with titles, when nothing else told what it means: it may be made of pieces of adjacent words
 * (`semclk` for `semantic clocks`), its letters with some left out (`clk`), another real word one or two letters away
 * (`gate` for `gait`), or share its start (`compatible`, `compatibility`).
 *
 * @param isKnown some title has the word: then a long one is no other one with letters left out, as `code` is of
 *   `conditioned`, unless it has only consonants
 */
export function resemblanceOf(
  typed: string,
  isKnown: boolean,
): (words: readonly string[]) => Resemblance | null {
  if (typed.length < 3 || isStopWord(typed) || isUnspaced(typed) || /\p{N}/u.test(typed)) return () => null;
  // Titles have the same few words.
  const mayLackLetters = !isKnown || typed.length < 4 || isConsonants(typed);
  const likeness = memoString((word) => alike(typed, word, mayLackLetters));
  return (words) => {
    let best: Resemblance | null = null;
    for (let from = 0; from < words.length; from++) {
      const word = words[from] ?? "";
      const whole = likeness(word);
      if (whole > (best?.quality ?? 0)) best = { quality: whole, from, to: from + 1 };
      if ((best?.quality ?? 0) >= quality.pieces || word[0] !== typed[0] || isStopWord(word)) continue;
      const to = endOfPieces(typed, words, from);
      if (to !== null) best = { quality: quality.pieces, from, to };
    }
    return best;
  };
}

/** How much one word is like another; 0 if it is not. */
function alike(typed: string, word: string, mayLackLetters: boolean): number {
  const isSameStart = typed[0] === word[0];
  if (!isSameStart && typed.at(-1) !== word.at(-1)) return 0;
  if (word.length < 4 || isStopWord(word)) return 0;
  if (isSameStart && word.startsWith(typed)) return quality.beginning;
  if (mayLackLetters && isSameStart && typed.length < word.length && isSubsequence(typed, word))
    return quality.letters;
  const limit = typed.length < 4 ? 1 : 2;
  if (Math.abs(typed.length - word.length) <= limit && editDistance(typed, word, limit) <= limit)
    return quality.misread;
  const common = commonStart(typed, word);
  if (common > 4 && common >= 0.6 * Math.max(typed.length, word.length)) return quality.start;
  // A long name, corrected into a word: `marigold` for `Maripose`.
  const isLong = Math.min(typed.length, word.length) > 6;
  return isLong && common > 3 && editDistance(typed, word, 3) <= 3 ? quality.start : 0;
}

/** Where the adjacent words end of which the text has the first letters, at least two words; `of the` is at no end. */
function endOfPieces(typed: string, words: readonly string[], from: number): number | null {
  const read = (at: number, index: number): number | null => {
    if (at === typed.length) return index - from > 1 && !isStopWord(words[index - 1] ?? "") ? index : null;
    const word = words[index];
    if (word === undefined || index - from === maxPieces || word[0] !== typed[at]) return null;
    for (let taken = Math.min(4, typed.length - at); taken > 0; taken--) {
      const piece = typed.slice(at, at + taken);
      const isPiece =
        word.startsWith(piece) || (taken > 1 && isConsonants(piece) && isSubsequence(piece, word));
      const end = isPiece ? read(at + taken, index + 1) : null;
      if (end !== null) return end;
    }
    return null;
  };
  return read(0, from);
}

function isConsonants(text: string): boolean {
  return !/[aeiou]/u.test(text.slice(1));
}

/** Whether the letters are all in the word, in this order. */
function isSubsequence(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at++;
  return at === letters.length;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
