import SearchableMap from "minisearch/SearchableMap";
import { createNearWords, type NearWords } from "./near-words.js";
import { isWord } from "./terms.js";
import { isUnspaced, pairsOf } from "./unspaced.js";
import { isStopWord } from "./words.js";

/** The terms of all titles with how many papers have each. */
export interface Dictionary {
  /** How many papers there are. */
  readonly size: number;
  /** How many papers have the term; of adjacent words (`smooth quant`), how many have the rarest one. */
  count(term: string): number;
  /** Longer words that start with `prefix`, the most frequent first. */
  withPrefix(prefix: string, limit: number): readonly Known[];
  /** Words of which the start is one typo away from `prefix`, the most frequent first. */
  withFuzzyPrefix(prefix: string, limit: number): readonly Known[];
  /** Other words at most `maxDistance` typos away, the nearest and most frequent first. */
  fuzzy(word: string, maxDistance: number, limit: number): readonly Known[];
  /** Adds the terms of one paper, each of which counts once. */
  add(terms: Iterable<string>): void;
  remove(terms: Iterable<string>): void;
}

/** A known word. */
export interface Known {
  readonly word: string;
  /** How many letters must be inserted, deleted, replaced or swapped with a neighbour to get there. */
  readonly distance: number;
}

type FuzzyCandidate = readonly [word: string, distance: number];

/** Very many words start with one or two letters: only the most frequent of them are used. */
const [maxShortPrefix, maxOfShortPrefix] = [2, 12];

/** A query looks the same prefixes up in each of its stages, and a longer text those of the shorter one. */
const maxCached = 200;

/** How many words with one prefix are read. */
const maxRead = 5_000;

/** Longer words are formulas and URLs. */
const maxFuzzyLength = 48;

export function createDictionary(): Dictionary {
  const counts = createCounts();
  const words = new SearchableMap<true>();
  const nearWords = createNearWords();
  const cache = new Map<string, readonly Known[]>();
  let size = 0;
  const countOf = counts.of;
  /** Words of equal frequency are in alphabetical order, so that it does not matter when they were added. */
  const mostFrequent = (found: Iterable<FuzzyCandidate>, limit: number) =>
    Array.from(found, ([word, distance]) => ({ word, distance, papers: countOf(word) }))
      .sort((a, b) => a.distance - b.distance || b.papers - a.papers || (a.word < b.word ? -1 : 1))
      .slice(0, limit);

  function read(prefix: string): FuzzyCandidate[] {
    const found: FuzzyCandidate[] = [];
    for (const word of words.atPrefix(prefix).keys()) {
      if (word !== prefix && found.push([word, 0]) === maxRead) break;
    }
    return found;
  }

  return {
    get size() {
      return size;
    },
    count: (term) => (term.includes(" ") ? Math.min(...splitParts(term).map(countOf)) : countOf(term)),
    withPrefix(prefix, limit) {
      const max = prefix.length > maxShortPrefix ? limit : maxOfShortPrefix;
      const key = `${max} ${prefix}`;
      const known = cache.get(key) ?? mostFrequent(read(prefix), max);
      if (cache.size >= maxCached) cache.clear();
      cache.set(key, known);
      return known;
    },
    withFuzzyPrefix(prefix, limit) {
      const found = fuzzyPrefixes(prefix).flatMap(read);
      return mostFrequent(new Map(found), limit);
    },
    fuzzy: (word, maxDistance, limit) =>
      mostFrequent(fuzzyCandidates(word, { words, nearWords }, maxDistance), limit),
    add(terms) {
      size++;
      cache.clear();
      for (const term of counts.add(terms)) {
        if (!isWord(term) || isStopWord(term)) continue;
        words.set(term, true);
        nearWords.add(term);
      }
    },
    remove(terms) {
      size--;
      cache.clear();
      for (const term of counts.remove(terms)) {
        if (!isWord(term)) continue;
        words.delete(term);
        nearWords.delete(term);
      }
    },
  };
}

/** How many papers have each term. A large index counts half a million of them, so each is looked up once. */
function createCounts() {
  const places = new Map<string, number>();
  const papers: number[] = [];
  /** The paper that counted last at a place, as a number of its own. */
  const latest: number[] = [];
  const free: number[] = [];
  let paper = 0;
  return {
    of: (term: string): number => papers[places.get(term) ?? -1] ?? 0,
    /** Counts a paper's terms. @returns those that no other has */
    add(terms: Iterable<string>): readonly string[] {
      const fresh: string[] = [];
      paper++;
      for (const term of terms) {
        const known = places.get(term);
        if (known === undefined) {
          const place = free.pop() ?? papers.length;
          places.set(term, place);
          papers[place] = 1;
          latest[place] = paper;
          fresh.push(term);
        } else if (latest[known] !== paper) {
          papers[known] = (papers[known] ?? 0) + 1;
          latest[known] = paper;
        }
      }
      return fresh;
    },
    /** @returns those that no paper has any more */
    remove(terms: Iterable<string>): readonly string[] {
      const gone: string[] = [];
      paper++;
      for (const term of terms) {
        const place = places.get(term);
        if (place === undefined || latest[place] === paper) continue;
        latest[place] = paper;
        const left = (papers[place] ?? 0) - 1;
        papers[place] = left;
        if (left > 0) continue;
        places.delete(term);
        free.push(place);
        gone.push(term);
      }
      return gone;
    },
  };
}

/** The terms of which a paper with these adjacent words has all: the words, or each two neighbours of `枝 刈 り`. */
export function splitParts(split: string): readonly string[] {
  return isUnspaced(split) ? pairsOf(split.replaceAll(" ", "")) : split.split(" ");
}

/** Two swapped letters are two edits; so each swap of two neighbours is looked up as one typo. */
function fuzzyCandidates(
  word: string,
  { words, nearWords }: { readonly words: SearchableMap<unknown>; readonly nearWords: NearWords },
  maxDistance: number,
) {
  if (word.length > maxFuzzyLength) return new Map<string, number>();
  const distances = new Map(nearWords.find(word, maxDistance));
  for (const swapped of swapsOf(word)) if (words.has(swapped)) distances.set(swapped, 1);
  distances.delete(word);
  return distances;
}

/** Each way to insert, delete, replace or swap a letter of a prefix. */
function fuzzyPrefixes(prefix: string): readonly string[] {
  if (prefix.length > maxFuzzyLength) return [];
  const edited = Array.from({ length: prefix.length + 1 }, (_, i) => {
    const [left, right] = [prefix.slice(0, i), prefix.slice(i)];
    const letters = ["", ..."abcdefghijklmnopqrstuvwxyz"];
    return letters.flatMap((letter) => [left + letter + right, left + letter + right.slice(1)]);
  });
  return [...new Set([...edited.flat(), ...swapsOf(prefix)])];
}

/** Each way to swap two adjacent letters. */
function swapsOf(word: string): string[] {
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
  );
}
