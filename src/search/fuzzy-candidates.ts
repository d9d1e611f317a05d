import type SearchableMap from "minisearch/SearchableMap";

/** A word that may have been meant by a misspelt one. */
export interface FuzzyCandidate {
  readonly word: string;
  /** How many letters were dropped, added, changed or swapped with a neighbour. */
  readonly distance: number;
}

/** Longer words are formulas and links, not words that somebody misspells. */
const maxLength = 48;

/**
 * The known words at most `maxDistance` letters away, nearest first. MiniSearch counts two swapped letters as two
 * mistakes; so each way to swap two neighbours is looked up as one.
 */
export function fuzzyCandidates(
  word: string,
  known: SearchableMap<unknown>,
  maxDistance: number,
): readonly FuzzyCandidate[] {
  if (word.length > maxLength) return [];
  const distances = new Map<string, number>();
  const put = (candidate: string, distance: number) => {
    if (distance < (distances.get(candidate) ?? maxDistance + 1)) distances.set(candidate, distance);
  };
  for (const [candidate, [, distance]] of known.fuzzyGet(word, maxDistance)) put(candidate, distance);
  for (const swapped of swaps(word)) {
    for (const [candidate, [, distance]] of known.fuzzyGet(swapped, maxDistance - 1))
      put(candidate, distance + 1);
  }
  distances.delete(word);
  return Array.from(distances, ([word, distance]) => ({ word, distance })).sort(
    (a, b) => a.distance - b.distance,
  );
}

function swaps(word: string): string[] {
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
  );
}

/** The beginnings that may have been meant by a misspelt one: every way to add, drop or change a letter, or swap two. */
export function fuzzyPrefixes(prefix: string): readonly string[] {
  if (prefix.length > maxLength) return [];
  const cuts = Array.from(
    { length: prefix.length + 1 },
    (_, i) => [prefix.slice(0, i), prefix.slice(i)] as const,
  );
  const changed = cuts.flatMap(([left, right]) =>
    Array.from("abcdefghijklmnopqrstuvwxyz").flatMap((letter) => [
      left + letter + right,
      left + letter + right.slice(1),
    ]),
  );
  const dropped = cuts.map(([left, right]) => left + right.slice(1));
  return [...new Set([...changed, ...dropped, ...swaps(prefix)])];
}
