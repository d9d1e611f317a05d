import fc from "fast-check";
import { expect, test } from "vitest";
import { createNewestOrder } from "../../src/search/newest-order.js";

const year = fc.option(fc.integer({ min: 2020, max: 2025 }));

test("however many come and go between two questions, the newest are first, of one year in the order of the list", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(year, fc.nat(3)), { maxLength: 600 }), (steps) => {
      const order = createNewestOrder();
      const all = new Set<Parameters<typeof order.add>[0]>();
      const expected = () =>
        [...all].sort((a, b) => (b.paper.year ?? 0) - (a.paper.year ?? 0) || a.number - b.number);
      for (const [number, [year, step]] of steps.entries()) {
        const [oldest] = all;
        if (step === 0 && oldest !== undefined) {
          order.remove(oldest);
          all.delete(oldest);
        } else {
          const entry = { number, paper: { year } };
          order.add(entry);
          all.add(entry);
        }
        if (number % 97 === 0) expect(order.entries()).toEqual(expected());
      }
      expect(order.entries()).toEqual(expected());
    }),
  );
});
