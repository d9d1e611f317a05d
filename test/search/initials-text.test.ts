import fc from "fast-check";
import { expect, test } from "vitest";
import { createInitialsText } from "../../src/search/initials-text.js";

test("letters are found in each title that has them, once, in the order of the titles, and in none that was removed", () => {
  const initials = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 8 });
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(initials, { maxLength: 12 }), letters, fc.nat(9), (titles, wanted, share) => {
      // So many that some are in texts of many titles, and some are not yet.
      const entries = Array.from({ length: 100 }, () => titles)
        .flat()
        .map((initials, number) => ({ initials, isRemoved: number % 10 < share }));
      const text = createInitialsText<(typeof entries)[number]>();
      for (const entry of entries) text.add(entry);
      for (const entry of entries) if (entry.isRemoved) text.remove(entry);
      expect(text.find(wanted)).toEqual(
        entries.filter(({ initials, isRemoved }) => !isRemoved && initials.includes(wanted)),
      );
    }),
  );
});
