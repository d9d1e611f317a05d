import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../bench/search/corpus.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { matches } from "../../src/search/matches.js";
import { createSearch } from "../../src/search/search.js";
import { queryOf, vocabulary } from "./fixtures.js";

const papers = readCorpus("bench/search/titles.tsv").slice(0, 200);
const search = createSearch(papers, vocabulary);

/** Filters, each with what it asks of a paper, in the plainest of terms. */
const filters: readonly (readonly [text: string, passes: (paper: Paper) => boolean])[] = [
  ["venue:iclr", ({ venue }) => venue === "ICLR"],
  ["venue:iclr,icml", ({ venue }) => venue === "ICLR" || venue === "ICML"],
  ["-venue:neurips", ({ venue }) => venue !== "NeurIPS"],
  ["year:2022..2023", ({ year }) => year === 2022 || year === 2023],
  ["year:<2023", ({ year }) => year !== null && year < 2023],
  ["-year:2023", ({ year }) => year !== 2023],
  ['"vision transformer"', ({ title }) => /\bvision[- ]transformer\b/iu.test(title)],
  ["-has:code", () => true],
];
const someFilters = fc.uniqueArray(fc.constantFrom(...filters), {
  minLength: 1,
  maxLength: 3,
  // Two filters of one kind are one that lets through more.
  selector: ([text]) => text.replace(/:.*/u, ""),
});
const words = fc.array(fc.constantFrom(..."vit quantization 8 bit training low llm iclr models".split(" ")), {
  maxLength: 3,
});

describe("filters", () => {
  it("let through what a look at each paper lets through", () => {
    fc.assert(
      fc.property(someFilters, (chosen) => {
        const query = queryOf(search, chosen.map(([text]) => text).join(" "));
        const found = search.find(query).hits.map(({ paper }) => paper.id);
        const expected = papers.filter((paper) => chosen.every(([, passes]) => passes(paper)));
        expect(new Set(found)).toEqual(new Set(expected.map(({ id }) => id)));
        for (const paper of papers) expect(matches(query, paper)).toBe(expected.includes(paper));
      }),
    );
  });

  it("leave of a search what passes them, in the same order; so does a selection", () => {
    const selected = new Map(papers.filter((_, i) => i % 3 === 0).map((paper) => [paper.id, paper]));
    const part = search.within({ papers: selected, lists: [] });
    fc.assert(
      fc.property(words, someFilters, (typed, chosen) => {
        const all = search.find(queryOf(search, typed.join(" ")));
        if (all.how !== "all words" || chosen.some(([text]) => text.startsWith('"'))) return;
        const text = [...typed, ...chosen.map(([text]) => text)].join(" ");
        for (const [view, sees] of [
          [search, () => true],
          [part, (id: string) => selected.has(id)],
        ] as const) {
          const expected = all.hits.filter(
            ({ paper }) => sees(paper.id) && chosen.every(([, passes]) => passes(paper)),
          );
          const found = view.find(queryOf(search, text));
          // Where few are left, papers that have only some of the words follow.
          if (found.how === "all words" && expected.length > 0)
            expect(found.hits.slice(0, expected.length)).toEqual(expected);
        }
      }),
    );
  });
});
