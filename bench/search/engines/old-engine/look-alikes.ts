import { longestMisspelt } from "./edit-distance.js";
import type { Work } from "./work.js";

/** Words by their length and letters, for finding those that may be near to a misspelt one. */
export interface LookAlikes {
  add(word: string): void;
  /**
   * Calls `visit` with every word that may be at most `most` letters away, and some that are further. With `cut`, it
   * is enough that it begins so.
   */
  visit(word: string, most: number, cut: boolean, work: Work, visit: (word: string) => void): void;
}

/** Words of one length. */
interface Row {
  readonly words: string[];
  /** Each word's letters, and those of its beginning. */
  readonly letters: number[];
  readonly firstLetters: number[];
}

/** The beginning of a word is so long. */
const beginning = 8;
/** Comparing two sets of letters costs a small part of a step. */
const comparisonsInStep = 8;

/**
 * Two words within `n` edits differ in at most `2n` kinds of letters, which is one XOR of two 32-bit sets: so a hundred
 * thousand words cost well under a millisecond, and the edit distance is worked out for the few per cent that are left.
 */
export function createLookAlikes(): LookAlikes {
  const rows: Row[] = [];
  return {
    add(word) {
      if (word.length > longestMisspelt) return;
      for (let length = rows.length; length <= word.length; length++) {
        rows.push({ words: [], letters: [], firstLetters: [] });
      }
      const row = rows[word.length];
      row?.words.push(word);
      row?.letters.push(letterSet(word));
      row?.firstLetters.push(letterSet(word.slice(0, beginning)));
    },
    visit(word, most, cut, work, visit) {
      if (word.length > longestMisspelt) return;
      const typed = letterSet(word);
      const allowed = cut ? most : 2 * most;
      const longest = cut ? rows.length - 1 : Math.min(rows.length - 1, word.length + most);
      for (let length = Math.max(1, word.length - most); length <= longest; length++) {
        const row = rows[length];
        if (!row) continue;
        const sets = cut && word.length + most <= beginning ? row.firstLetters : row.letters;
        for (let i = 0; i < sets.length; i++) {
          if (i % comparisonsInStep === 0 && !work.spend(1)) return;
          const set = sets[i] ?? 0;
          if (bits(cut ? typed & ~set : typed ^ set) <= allowed) visit(row.words[i] ?? "");
        }
      }
    },
  };
}

/** One bit for each of a to z; digits and the letters of other scripts share the six bits above. */
function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - 97;
    set |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (word.charCodeAt(i) % 6));
  }
  return set;
}

/** How many bits are set: the well-known parallel sum (Hacker's Delight, 5-1). */
function bits(set: number): number {
  let sum = set - ((set >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
