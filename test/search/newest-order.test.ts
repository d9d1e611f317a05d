import fc from "fast-check";
import { expect, test } from "vitest";
import { createNewestOrder } from "../../src/search/newest-order.js";

const paper = fc.record({
  id: fc.uuid(),
  title: fc.constantFrom("Gulls", "Tides", "Waves"),
  year: fc.option(fc.integer({ min: 2020, max: 2025 })),
  arxivId: fc.option(fc.constantFrom("2401.00002", "2312.00001", "cs/0101001")),
});

test("however many come and go between two questions, the newest are first, then the later on arXiv, then by title", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(paper, fc.nat(3)), { maxLength: 600 }), (steps) => {
      const order = createNewestOrder();
      const all = new Set<Parameters<typeof order.add>[0]>();
      const expected = () =>
        [...all]
          .map((entry) => ({ entry, arxivId: /^\d.*/.exec(entry.paper.arxivId ?? "")?.[0] ?? "" }))
          .sort(
            ({ entry: { paper: a }, arxivId }, { entry: { paper: b }, arxivId: other }) =>
              (b.year ?? 0) - (a.year ?? 0) ||
              other.localeCompare(arxivId) ||
              a.title.localeCompare(b.title) ||
              a.id.localeCompare(b.id),
          )
          .map(({ entry }) => entry);
      for (const [number, [paper, step]] of steps.entries()) {
        const [oldest] = all;
        if (step === 0 && oldest !== undefined) {
          order.remove(oldest);
          all.delete(oldest);
        } else {
          const entry = { paper };
          order.add(entry);
          all.add(entry);
        }
        if (number % 97 === 0) expect(order.entries()).toEqual(expected());
      }
      expect(order.entries()).toEqual(expected());
    }),
  );
});
