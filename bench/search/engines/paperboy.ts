import { readFileSync } from "node:fs";
import { parseVenues } from "../../../src/catalogue/parse-venues.js";
import type { Searchable } from "../../../src/search/entry.js";
import { createSearch } from "../../../src/search/search.js";
import { parseVocabulary, type Vocabulary } from "../../../src/search/vocabulary.js";
import type { Engine } from "../measure.js";
import type { MeasuredSearch } from "../measure-cost.js";
import { withDetails } from "../with-details.js";

const detailsSeed = 5;

/** The vocabulary that the bot itself uses. */
export function readVocabulary(): Vocabulary {
  return parseVocabulary({
    abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
    venues: parseVenues(readFileSync("data/venues.yaml", "utf8")),
  });
}

/** Paperboy's search, asked with text as people ask it. */
export function createMeasuredSearch(papers: readonly Searchable[]): MeasuredSearch {
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

/** The same once the authors and abstracts of all papers are known: titles must be found as before. */
export const paperboyWithDetails: Engine = {
  name: "Paperboy, with authors and abstracts",
  build: async (papers) => createMeasuredSearch(withDetails(papers, detailsSeed)).find,
};
