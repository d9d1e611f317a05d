import fc from "fast-check";
import { expect, it } from "vitest";
import { bestOf } from "../../src/search/best-of.js";

it("the best of many are the first of all when sorted", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 })), fc.integer({ min: 1, max: 12 }), (numbers, count) => {
      const items = numbers.map((key, at) => ({ key, at }));
      const compare = (a: { key: number; at: number }, b: { key: number; at: number }) =>
        a.key - b.key || a.at - b.at;
      expect(bestOf(items, count, compare)).toEqual(items.toSorted(compare).slice(0, count));
    }),
  );
});
