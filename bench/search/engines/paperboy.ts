import { readFileSync } from "node:fs";
import type { Paper } from "../../../src/catalogue/paper.js";
import { parseVenues } from "../../../src/catalogue/parse-venues.js";
import { createSearch } from "../../../src/search/search.js";
import { parseVocabulary, type Vocabulary } from "../../../src/search/vocabulary.js";
import type { Engine } from "../measure.js";
import type { MeasuredSearch } from "../measure-cost.js";

/** The vocabulary that the bot itself uses. */
export function readVocabulary(): Vocabulary {
  return parseVocabulary({
    abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
    venues: parseVenues(readFileSync("data/venues.yaml", "utf8")),
  });
}

/** Paperboy's search, asked with text as people ask it. */
export function createMeasuredSearch(papers: readonly Paper[]): MeasuredSearch {
  const search = createSearch(papers, readVocabulary());
  return {
    find(text) {
      const parsed = search.parse(text);
      return parsed.kind === "query" ? search.find(parsed.query, 10).hits.map(({ paper }) => paper.id) : [];
    },
    suggest: (text) => search.suggest(text, 25).map(({ id }) => id),
    update: (change) => {
      search.update(change);
    },
  };
}

export const paperboy: Engine = {
  name: "Paperboy",
  build: async (papers) => createMeasuredSearch(papers).find,
};
