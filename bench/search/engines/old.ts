import { readFileSync } from "node:fs";
import { parseVenues } from "../../../src/catalogue/venues.js";
import type { Engine } from "../measure.js";
import { createSearch } from "./old-engine/search.js";
import { parseVocabulary } from "./old-engine/vocabulary.js";

export function createOldSearch(papers: Parameters<typeof createSearch>[0]) {
  const vocabulary = parseVocabulary({
    abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
    venues: parseVenues(readFileSync("data/venues.yaml", "utf8")),
  });
  return createSearch(papers, vocabulary);
}

export const oldEngine: Engine = {
  name: "Paperboy until now",
  async build(papers) {
    const search = createOldSearch(papers);
    return (text) => {
      const parsed = search.parse(text);
      return parsed.kind === "query" ? search.find(parsed.query, 10).hits.map(({ paper }) => paper.id) : [];
    };
  },
};
