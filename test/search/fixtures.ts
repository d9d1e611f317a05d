import { readFileSync } from "node:fs";
import type { Link, LinkKind, Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { parseList } from "../../src/catalogue/parse-list.js";
import { parseVenues } from "../../src/catalogue/parse-venues.js";
import type { Query } from "../../src/search/query.js";
import { createSearch, type Search } from "../../src/search/search.js";
import { parseVocabulary } from "../../src/search/vocabulary.js";

const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));

export const vocabulary = parseVocabulary({
  abbreviationsYaml: readFileSync("data/abbreviations.yaml", "utf8"),
  venues,
});

export const defaultPapers = parseList(
  readFileSync("data/awesome-transformer-quantization.md", "utf8"),
  venues,
).papers;

export interface PaperFacts {
  readonly venue?: string;
  readonly year?: number;
  readonly arxivId?: string;
  readonly has?: readonly LinkKind[];
}

export function paper(title: string, { venue, year, arxivId, has = [] }: PaperFacts = {}): Paper {
  const links = has.map(
    (kind): Link => ({ kind, label: kind, url: `https://example.org/${paperId(title)}/${kind}` }),
  );
  return {
    id: paperId(title),
    title,
    venue: venue ?? null,
    year: year ?? null,
    links,
    arxivId: arxivId ?? null,
    authors: null,
    tags: [],
    line: 1,
  };
}

/** The titles that a text finds, best first. */
export function titlesFor(search: Search, text: string, limit?: number): string[] {
  return search.find(queryOf(search, text), limit).hits.map((hit) => hit.paper.title);
}

export function queryOf(search: Search, text: string): Query {
  const parsed = search.parse(text);
  if (parsed.kind === "invalid") throw new Error(`"${text}": ${parsed.message}`);
  return parsed.query;
}

export function searchOver(...titles: readonly string[]): Search {
  return createSearch(
    titles.map((title) => paper(title)),
    vocabulary,
  );
}
