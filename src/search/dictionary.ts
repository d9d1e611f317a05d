import SearchableMap from "minisearch/SearchableMap";
import { editDistance, longestMisspelt, prefixDistance } from "./edit-distance.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";

export interface Near {
  readonly word: string;
  readonly distance: number;
}

/** Every word of the titles, with how many papers have it. */
export interface Dictionary {
  /** How many papers have the word; 0 for an unknown one. */
  count(word: string): number;
  /** The known words that share the stem of `word`, which need not be known itself. */
  forms(word: string): readonly string[];
  /** Known words that begin with `beginning`, the most frequent ones of many; not itself, and no stop words. */
  beginningWith(beginning: string, limit: number): readonly string[];
  /**
   * Known words at most `most` letters away from `word`, nearest first: not itself, and no stop words. With `cut`, it
   * is enough that they begin so.
   */
  near(
    word: string,
    most: number,
    options: { readonly cut: boolean; readonly limit: number },
  ): readonly Near[];
  add(word: string): void;
  remove(word: string): void;
}

/** `number` finds the word's letters and length, below; both arrays only ever grow. */
interface Entry {
  readonly number: number;
  count: number;
}

/**
 * Misspelt words are found by looking at all words at once: two words within `n` edits differ in at most `2n` kinds
 * of letters, which is one XOR of two 32-bit sets. So a hundred thousand words cost well under a millisecond, and
 * the edit distance is worked out for the few per cent that are left.
 */
export function createDictionary(): Dictionary {
  const entries = new SearchableMap<Entry>();
  const words: string[] = [];
  const letterSets: number[] = [];
  const byStem = new Map<string, string[]>();

  function* candidates(word: string, most: number, cut: boolean): Generator<string> {
    const letters = letterSet(word);
    const tooMany = cut ? most + 1 : 2 * most + 1;
    for (let number = 0; number < words.length; number++) {
      const other = words[number] ?? "";
      const longer = other.length - word.length;
      if (longer < -most || (!cut && longer > most)) continue;
      const set = letterSets[number] ?? 0;
      if (bits(cut ? letters & ~set : letters ^ set) < tooMany && !isStopWord(other)) yield other;
    }
  }

  return {
    count: (word) => entries.get(word)?.count ?? 0,
    forms: (word) => byStem.get(stem(word))?.filter((form) => entries.get(form)?.count) ?? [],
    beginningWith(beginning, limit) {
      const found: { word: string; count: number }[] = [];
      for (const [word, entry] of entries.atPrefix(beginning)) {
        if (entry.count > 0 && word !== beginning && !isStopWord(word))
          found.push({ word, count: entry.count });
      }
      if (found.length > limit) found.sort((a, b) => b.count - a.count);
      return found.slice(0, limit).map(({ word }) => word);
    },
    near(word, most, { cut, limit }) {
      if (word.length > longestMisspelt) return [];
      const found: Near[] = [];
      const measure = cut ? prefixDistance : editDistance;
      for (const candidate of candidates(word, most, cut)) {
        const distance = measure(word, candidate, most);
        if (distance <= most && candidate !== word && entries.get(candidate)?.count) {
          found.push({ word: candidate, distance });
        }
      }
      return found.sort((a, b) => a.distance - b.distance).slice(0, limit);
    },
    add(word) {
      const entry = entries.get(word);
      if (entry) {
        entry.count++;
        return;
      }
      entries.set(word, { number: words.length, count: 1 });
      words.push(word);
      letterSets.push(letterSet(word));
      const root = stem(word);
      const forms = byStem.get(root);
      if (forms) forms.push(word);
      else byStem.set(root, [word]);
    },
    remove(word) {
      const entry = entries.get(word);
      if (entry && entry.count > 0) entry.count--;
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
