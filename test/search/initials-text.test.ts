import fc from "fast-check";
import { expect, test } from "vitest";
import { createInitialsText } from "../../src/search/initials-text.js";

test("letters are found in each title that has them, once, in the order of the titles", () => {
  const initials = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 8 });
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(initials, { maxLength: 12 }), letters, (titles, wanted) => {
      const entries = titles.map((initials, number) => ({ initials, number }));
      expect(createInitialsText(entries).find(wanted)).toEqual(
        entries.filter(({ initials }) => initials.includes(wanted)),
      );
    }),
  );
});
