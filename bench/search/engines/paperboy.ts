import { readFileSync } from "node:fs";
import { parseVenues } from "../../../src/catalogue/venues.js";
import { createSearch } from "../../../src/search/search.js";
import { parseVocabulary, type Vocabulary } from "../../../src/search/vocabulary.js";
import type { Engine } from "../measure.js";

/** The vocabulary that the bot itself uses. */
export function readVocabulary(): Vocabulary {
  return parseVocabulary({
    abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
    venues: parseVenues(readFileSync("data/venues.yaml", "utf8")),
  });
}

export const paperboy: Engine = {
  name: "Paperboy",
  async build(papers) {
    const search = createSearch(papers, readVocabulary());
    return (text) => {
      const parsed = search.parse(text);
      return parsed.kind === "query" ? search.find(parsed.query, 10).hits.map(({ paper }) => paper.id) : [];
    };
  },
};
