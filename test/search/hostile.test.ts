import { describe, expect, it } from "vitest";
import { growCorpus, readCorpus } from "../../bench/search/corpus.js";
import { hostileTexts } from "../../bench/search/hostile-texts.js";
import { createSearch } from "../../src/search/search.js";
import { vocabulary } from "./fixtures.js";

const search = createSearch(growCorpus(readCorpus("bench/search/titles.tsv"), 1_000, 5), vocabulary);

describe("hostile text", () => {
  it.each(hostileTexts)("is answered like any other: %#", (text) => {
    const parsed = search.parse(text);
    if (parsed.kind === "query") {
      const { hits, nearest } = search.find(parsed.query, 10);
      expect(hits.length + nearest.length).toBeGreaterThan(0);
    } else {
      expect(parsed.message.length).toBeLessThan(1_500);
    }
    expect(search.suggest(text, 25).length).toBeLessThanOrEqual(25);
  });
});
