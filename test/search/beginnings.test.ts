import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBeginnings } from "../../src/search/beginnings.js";
import { createDictionary } from "../../src/search/dictionary.js";
import { createWork } from "../../src/search/work.js";

const plenty = createWork(Number.POSITIVE_INFINITY);
const word = fc.string({ unit: fc.constantFrom("q", "u", "x"), minLength: 1, maxLength: 5 });

describe("words by their beginning", () => {
  it("are those that a look at every word finds, the most frequent first, while papers come and go", () => {
    const changes = fc.array(fc.record({ word, added: fc.integer({ min: 0, max: 3 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(changes, word, fc.integer({ min: 1, max: 6 }), (changes, beginning, limit) => {
        const dictionary = createDictionary();
        const counts = new Map<string, number>();
        for (const { word, added } of changes) {
          if (added === 0) dictionary.remove(word);
          else dictionary.add(word);
          counts.set(word, Math.max(0, (counts.get(word) ?? 0) + (added === 0 ? -1 : 1)));
          dictionary.beginningWith("qu", 3, plenty);
        }
        const expected = [...counts]
          .filter(([word, count]) => count > 0 && word !== beginning && word.startsWith(beginning))
          .map(([, count]) => count)
          .sort((a, b) => b - a)
          .slice(0, limit);
        const found = dictionary.beginningWith(beginning, limit, plenty);
        expect(found.map((word) => counts.get(word))).toEqual(expected);
        expect(found.every((word) => word !== beginning && word.startsWith(beginning))).toBe(true);
      }),
    );
  });

  it("are left off where the work ends", () => {
    const beginnings = createBeginnings();
    for (let i = 0; i < 50; i++) beginnings.add({ word: `quan${i}`, count: 50 - i });
    expect(beginnings.longerThan("q", 40, createWork(10))).toHaveLength(9);
  });
});
