import SearchableMap from "minisearch/SearchableMap";
import { type FuzzyCandidate, fuzzyCandidates, fuzzyPrefixes } from "./fuzzy-candidates.js";
import { isStopWord } from "./stop-words.js";
import { isWord } from "./terms.js";

/** Every term of the titles with how many papers have it, and the words among them by their letters. */
export interface Dictionary {
  /** How many papers have the term; 0 for an unknown one. */
  count(term: string): number;
  /** Known words that begin with `prefix`, the most frequent of many; not itself. Of one or two letters only some. */
  longerThan(prefix: string, limit: number): readonly string[];
  /** Known words that begin nearly so, by one letter. */
  nearlyLongerThan(prefix: string, limit: number): readonly string[];
  /** Known words at most `maxDistance` letters away; of many the nearest and most frequent. */
  near(word: string, maxDistance: number, limit: number): readonly FuzzyCandidate[];
  add(terms: Iterable<string>): void;
  remove(terms: Iterable<string>): void;
}

/** So few letters begin so many words that only the most frequent can matter; they are kept until the next change. */
const [minPrefix, maxShort] = [3, 12];

/** No more words than this are looked at, however many begin so. */
const maxLookedAt = 5_000;

export function createDictionary(): Dictionary {
  const counts = new Map<string, number>();
  const words = new SearchableMap<true>();
  const short = new Map<string, readonly string[]>();
  const count = (term: string) => counts.get(term) ?? 0;
  /** Of equals the first by the alphabet, so that it does not matter when a word was added. */
  const mostFrequent = (found: Iterable<string>, limit: number) =>
    Array.from(found, (word) => ({ word, papers: count(word) }))
      .sort((a, b) => b.papers - a.papers || (a.word < b.word ? -1 : 1))
      .slice(0, limit)
      .map(({ word }) => word);

  function* beginningWith(prefix: string): Iterable<string> {
    let lookedAt = 0;
    for (const word of words.atPrefix(prefix).keys()) {
      if (word.length > prefix.length) yield word;
      if (++lookedAt === maxLookedAt) return;
    }
  }

  return {
    count,
    longerThan(prefix, limit) {
      if (prefix.length >= minPrefix) return mostFrequent(beginningWith(prefix), limit);
      const known = short.get(prefix) ?? mostFrequent(beginningWith(prefix), maxShort);
      short.set(prefix, known);
      return known;
    },
    nearlyLongerThan(prefix, limit) {
      const found = new Set(fuzzyPrefixes(prefix).flatMap((near) => [...beginningWith(near)]));
      return mostFrequent(found, limit);
    },
    near(word, maxDistance, limit) {
      return fuzzyCandidates(word, words, maxDistance)
        .toSorted(
          (a, b) => a.distance - b.distance || count(b.word) - count(a.word) || (a.word < b.word ? -1 : 1),
        )
        .slice(0, limit);
    },
    add(terms) {
      short.clear();
      for (const term of terms) {
        counts.set(term, count(term) + 1);
        if (count(term) === 1 && isWord(term) && !isStopWord(term)) words.set(term, true);
      }
    },
    remove(terms) {
      short.clear();
      for (const term of terms) {
        if (count(term) > 1) counts.set(term, count(term) - 1);
        else if (counts.delete(term) && isWord(term)) words.delete(term);
      }
    },
  };
}
