import fc from "fast-check";
import { expect, it } from "vitest";
import { readCorpus } from "../../bench/search/corpus.js";
import { createSearch, type Search } from "../../src/search/search.js";
import { queryOf, vocabulary } from "./fixtures.js";

const papers = readCorpus("bench/search/titles.tsv").slice(0, 60);
const texts = [
  "quantization",
  "vit",
  "8-bit",
  "transfomer",
  "neurips 2023",
  "q",
  "venue:iclr",
  "",

  "-network",
];

function answers(search: Search) {
  return texts.map((text) => [search.find(queryOf(search, text)), search.suggest(text, 25)]);
}

it("a search that was changed again and again is the same as one built anew", () => {
  const change = fc.record({ paper: fc.constantFrom(...papers), added: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
      const changed = createSearch(papers.slice(0, 20), vocabulary);
      const known = new Set(papers.slice(0, 20));
      const removed = new Set();
      for (const { paper, added } of changes) {
        changed.update({ added: added ? [paper] : [], removed: added ? [] : [paper] });
        if (added) known.add(paper);
        if (added) removed.delete(paper);
        else removed.add(paper);
      }
      const kept = [...known].filter((paper) => !removed.has(paper));
      expect(answers(changed)).toEqual(answers(createSearch(kept, vocabulary)));
      // Nor does it matter which lists were indexed together, and when.
      expect(answers(changed)).toEqual(answers(createSearch(kept.toReversed(), vocabulary)));
    }),
    { numRuns: 20 },
  );
});
