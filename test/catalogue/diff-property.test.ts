import fc from "fast-check";
import { expect, test } from "vitest";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import type { KnownPapers } from "../../src/catalogue/known-paper.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { commits, play } from "./diff-oracle.js";
import { venues } from "./reading.js";

/** Milliseconds; a few seconds of work, on a machine that may be busy with other tests. */
const timeout = 120_000;

test("for any edits to a list, the announcements are those of an oracle that knows the identity of every paper", {
  timeout,
}, () => {
  fc.assert(
    fc.property(commits, (made) => {
      let knownPapers: KnownPapers = new Map();
      let papers: readonly Paper[] = [];
      for (const [i, { list, announced }] of play(made).entries()) {
        const step = diffCatalogues({ papers }, { papers: list }, venues, knownPapers);
        ({ knownPapers, papers } = step);
        if (i === 0) continue;
        const actual = [
          ...step.added.map(({ title }) => `added ${title}`),
          ...step.codeReleased.map(({ title }) => `code ${title}`),
          ...step.accepted.map(({ title, venue }) => `accepted ${title} ${venue}`),
        ];
        expect(actual.sort()).toEqual(announced);
        expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
      }
    }),
    { numRuns: 300 },
  );
});

test("for any two lists, every paper is kept, added or removed, and nothing throws", { timeout }, () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc.constantFrom("A", "a: b", "4-bit", "论文", "…"),
  );
  const url = fc.oneof(
    fc.webUrl(),
    fc.constantFrom("https://arxiv.org/abs/2001.00001", "not a url", "https://doi.org/%"),
  );
  const wild: fc.Arbitrary<Paper> = fc.record({
    id: fc.string(),
    title: text,
    venue: fc.option(fc.constantFrom("ICLR", "arXiv", "Nowhere")),
    year: fc.option(fc.integer({ min: 1990, max: 2030 })),
    links: fc.array(
      fc.record({ kind: fc.constantFrom("paper", "code", "arxiv", "other"), label: text, url }),
      { maxLength: 3 },
    ),
    arxivId: fc.constant(null),
    authors: fc.option(text),
    tags: fc.constant([]),
    line: fc.constant(1),
  });
  fc.assert(
    fc.property(fc.array(wild, { maxLength: 12 }), fc.array(wild, { maxLength: 12 }), (before, after) => {
      const first = diffCatalogues({ papers: [] }, { papers: before }, venues);
      const { added, removed, papers } = diffCatalogues(first, { papers: after }, venues, first.knownPapers);
      expect(papers).toHaveLength(first.papers.length - removed.length + added.length);
      const same = diffCatalogues({ papers: after }, { papers: after.toReversed() }, venues);
      expect([same.added, same.removed, same.codeReleased, same.accepted]).toEqual([[], [], [], []]);
    }),
    { numRuns: 300 },
  );
});
