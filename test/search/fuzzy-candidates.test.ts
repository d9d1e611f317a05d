import fc from "fast-check";
import SearchableMap from "minisearch/SearchableMap";
import { describe, expect, it } from "vitest";
import { fuzzyCandidates, fuzzyPrefixes } from "../../src/search/fuzzy-candidates.js";

/** Straight from the definition: letters that were dropped, added or changed. */
function levenshtein(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  if (a[0] === b[0]) return levenshtein(a.slice(1), b.slice(1));
  return (
    1 + Math.min(levenshtein(a.slice(1), b), levenshtein(a, b.slice(1)), levenshtein(a.slice(1), b.slice(1)))
  );
}

function swapped(word: string): string[] {
  return Array.from(word).flatMap((letter, i) => {
    const next = word[i + 1];
    return next === undefined ? [] : [word.slice(0, i) + next + letter + word.slice(i + 2)];
  });
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 5 });

describe("fuzzy candidates", () => {
  it("are the known words within a distance, two swapped neighbours counted as one mistake", () => {
    fc.assert(
      fc.property(
        word,
        fc.array(word, { maxLength: 20 }),
        fc.integer({ min: 1, max: 2 }),
        (typed, words, max) => {
          const known = SearchableMap.from(words.map((word) => [word, true]));
          const expected = new Map<string, number>();
          for (const other of words) {
            const withSwap = swapped(typed).map((variant) => 1 + levenshtein(variant, other));
            const distance = Math.min(levenshtein(typed, other), ...withSwap);
            if (other !== typed && distance <= max) expected.set(other, distance);
          }
          const found = fuzzyCandidates(typed, known, max);
          expect(new Map(found.map(({ word, distance }) => [word, distance]))).toEqual(expected);
          expect(found.map(({ distance }) => distance)).toEqual(found.map(({ distance }) => distance).sort());
        },
      ),
    );
  });

  it("of a beginning are all that are one mistake away", () => {
    const prefixes = fuzzyPrefixes("retc");
    for (const near of ["rect", "ret", "etc", "retch", "reta", "rtec", "xretc"])
      expect(prefixes).toContain(near);
    for (const far of ["re", "text", "rex"]) expect(prefixes).not.toContain(far);
  });

  it("never take time for what is no word", () => {
    const known = SearchableMap.from([["transformer", true]]);
    expect(fuzzyCandidates("x".repeat(10_000), known, 2)).toEqual([]);
    expect(fuzzyPrefixes("x".repeat(10_000))).toEqual([]);
  });
});
