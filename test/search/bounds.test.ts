import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growCorpus, readCorpus } from "../../bench/search/corpus.js";
import { hostileTexts } from "../../bench/search/hostile-texts.js";
import { runSteps } from "../../src/catalogue/run-steps.js";
import { createPaperIndex, type PaperIndex } from "../../src/search/paper-index.js";
import { parseQuery } from "../../src/search/parse-query.js";
import { rank } from "../../src/search/rank.js";
import { vocabulary } from "./fixtures.js";

const index = createPaperIndex(vocabulary);
runSteps(index.adding(growCorpus(readCorpus("bench/search/titles.tsv"), 3_000, 7)));
const limits = { papers: 100, reranked: 40, enough: 1_000 } as const;

const word = fc.oneof(
  fc.constantFrom("transformer", "quantization", "learning", "model", "network", "vision", "the", "a", "t"),
  fc.constantFrom("efficeint", "netwrk", "lerning", "compresion", "wrodking", "ptq4vti", "xq9", "量化", "😀"),
  fc.constantFrom("-model", "-learning", "-a", "title:learning", '"deep learning"', "4bit", "2023"),
  fc.string({ maxLength: 12 }),
);
const wildText = fc.oneof(
  fc.array(word, { maxLength: 120 }).map((words) => words.join(" ")),
  fc.constantFrom(...hostileTexts),
);

/** The same index, counting what is asked of it. */
function countingIndex() {
  const counts = { searches: 0, maxTerms: 0, maxAccepted: 0, fuzzy: 0, prefixes: 0 };
  const counting: PaperIndex = {
    ...index,
    dictionary: {
      ...index.dictionary,
      fuzzy: (...args) => {
        counts.fuzzy++;
        return index.dictionary.fuzzy(...args);
      },
      withPrefix: (...args) => {
        counts.prefixes++;
        return index.dictionary.withPrefix(...args);
      },
    },
    search(terms, accepts) {
      let accepted = 0;
      const found = index.search(terms, (entry) => accepts(entry) && ++accepted > 0);
      counts.searches++;
      counts.maxTerms = Math.max(counts.maxTerms, terms.size);
      counts.maxAccepted = Math.max(counts.maxAccepted, accepted);
      return found;
    },
  };
  return { counting, counts };
}

describe("whatever is typed", () => {
  it("costs a bounded number of lookups in the index", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const parsed = parseQuery(text, {
          vocabulary,
          venues: index.venues(),
          lists: [],
          thisYear: () => 2026,
        });
        if (parsed.kind === "invalid") return;
        const { counting, counts } = countingIndex();
        const { ranked } = rank(parsed.query, counting, { isVisible: () => true, limits });
        const hasWords = parsed.query.text !== "";
        // Each of 16 words in each of three stages; six misspelt words; of a word its longer words and typos.
        expect(counts.searches).toBeLessThanOrEqual(3 * 16);
        // Six misspelt words; of each, four cuts into two words.
        expect(counts.fuzzy).toBeLessThanOrEqual(6 * (1 + 4));
        expect(counts.prefixes).toBeLessThanOrEqual(2 * (2 * 16 + 6));
        expect(counts.maxTerms).toBeLessThanOrEqual(3_000);
        expect(counts.maxAccepted).toBeLessThanOrEqual(limits.papers);
        const looked = ranked.filter(({ score }) => score > 0);
        if (hasWords) expect(looked.length).toBeLessThanOrEqual(limits.reranked);
      }),
      { numRuns: 150 },
    );
  });
});
