import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDictionary } from "../../src/search/dictionary.js";

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

function dictionaryOf(words: readonly string[]) {
  const dictionary = createDictionary();
  dictionary.add(words);
  return dictionary;
}

const word = fc.string({ unit: fc.constantFrom("x", "y", "z"), minLength: 1, maxLength: 5 });

describe("fuzzy words", () => {
  it("are the known words within a distance, two swapped neighbours counted as one typo", () => {
    fc.assert(
      fc.property(
        word,
        fc.array(word, { maxLength: 20 }),
        fc.integer({ min: 1, max: 2 }),
        (typed, words, max) => {
          const expected = new Map<string, number>();
          for (const other of words) {
            const distance = swapped(typed).includes(other) ? 1 : levenshtein(typed, other);
            if (other !== typed && distance <= max) expected.set(other, distance);
          }
          const found = dictionaryOf(words).fuzzy(typed, max, 100);
          expect(new Map(found.map(({ word, distance }) => [word, distance]))).toEqual(expected);
          expect(found.map(({ distance }) => distance)).toEqual(found.map(({ distance }) => distance).sort());
        },
      ),
    );
  });

  it("by a prefix are all that have a start one typo away", () => {
    const near = ["rect", "ret", "etc", "retch", "reta", "rtec", "xretc"].map((start) => `${start}ional`);
    const far = ["re", "text", "rex"].map((start) => `${start}ional`);
    const found = dictionaryOf([...near, ...far]).withFuzzyPrefix("retc", 100);
    expect(found.map(({ word }) => word).sort()).toEqual(near.sort());
  });

  it("never take time for very long words", () => {
    const dictionary = dictionaryOf(["transformer"]);
    expect(dictionary.fuzzy("x".repeat(10_000), 2, 100)).toEqual([]);
    expect(dictionary.withFuzzyPrefix("x".repeat(10_000), 100)).toEqual([]);
  });
});
