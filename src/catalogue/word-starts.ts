import { isAsciiDigit, isAsciiLetter } from "./ascii.js";

/** Letters of a word that tell it apart from others. */
const maxLetters = 6;
/** Marks for words, by their hash: one in dozens of words has the mark of another. */
const size = 1 << 18;

/** The first letters of words, of which a text is asked whether any of its words begins with them. */
export interface WordStarts {
  /** Adds a word of lower case. */
  add(word: string): void;
  /** Whether no word of a text begins like one that was added. Where a text is not plain ASCII, false: it may. */
  isWithout(text: string): boolean;
}

/** In time of a few instructions for each character, and without new objects: many texts are asked about, few have any. */
export function createWordStarts(): WordStarts {
  const marks = new Uint8Array(size);
  return {
    add(word) {
      let hash = 0;
      for (let index = 0; index < word.length && index < maxLetters; index++) {
        hash = next(hash, word.charCodeAt(index));
        marks[hash] = 1;
      }
    },
    isWithout(text) {
      let kind = 0;
      let length = 0;
      let hash = 0;
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code > 127) return false;
        const own = isAsciiLetter(code) ? 1 : isAsciiDigit(code) ? 2 : 0;
        if (own !== kind) {
          if (kind !== 0 && marks[hash] === 1) return false;
          kind = own;
          length = 0;
          hash = 0;
        }
        if (own !== 0 && length < maxLetters) {
          hash = next(hash, own === 1 ? code | 32 : code);
          length++;
        }
      }
      return kind === 0 || marks[hash] !== 1;
    },
  };
}

function next(hash: number, code: number): number {
  return (Math.imul(hash, 37) + code) & (size - 1);
}
