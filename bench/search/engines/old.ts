import { readFileSync } from "node:fs";
import type { Paper } from "../../../src/catalogue/paper.js";
import { parseVenues } from "../../../src/catalogue/venues.js";
import type { Engine } from "../measure.js";
import type { MeasuredSearch } from "../measure-cost.js";
import { createSearch } from "./old-engine/search.js";
import { parseVocabulary } from "./old-engine/vocabulary.js";

export function createOldSearch(papers: readonly Paper[]) {
  return createSearch(
    papers,
    parseVocabulary({
      abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
      venues: parseVenues(readFileSync("data/venues.yaml", "utf8")),
    }),
  );
}

export function createMeasuredOldSearch(papers: readonly Paper[]): MeasuredSearch {
  const search = createOldSearch(papers);
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

export const oldEngine: Engine = {
  name: "Paperboy until now",
  build: async (papers) => createMeasuredOldSearch(papers).find,
};
