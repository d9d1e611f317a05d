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
      const kept = new Map(papers.slice(0, 20).map((paper) => [paper.id, paper]));
      for (const { paper, added } of changes) {
        changed.update({ added: added ? [paper] : [], removed: added ? [] : [paper] });
        if (added) kept.set(paper.id, kept.get(paper.id) ?? paper);
        else kept.delete(paper.id);
      }
      expect(answers(changed)).toEqual(answers(createSearch([...kept.values()], vocabulary)));
    }),
    { numRuns: 20 },
  );
});
