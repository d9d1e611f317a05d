import type { Paper } from "../../src/catalogue/paper.js";
import { createSearch } from "../../src/search/search.js";
import { readVocabulary } from "./engines/paperboy.js";
import { hostileTexts } from "./hostile-texts.js";
import { table } from "./tables.js";

/**
 * What Paperboy's search costs over catalogues of several sizes: milliseconds at the 95th percentile, and the worst. Each
 * text is timed several times and the least counts, since the machine does other things as well.
 */
export function costTable(catalogues: readonly (readonly Paper[])[], texts: readonly string[]): string {
  return table(
    [
      "titles",
      "build ms",
      "query p95",
      "query max",
      "suggestion p95",
      "suggestion max",
      "hostile query max",
      "hostile suggestion max",
      "update of 5 ms",
    ],
    catalogues.map((papers) => costRow(papers, texts)),
  );
}

function costRow(papers: readonly Paper[], texts: readonly string[]): string[] {
  const vocabulary = readVocabulary();
  const start = performance.now();
  const search = createSearch(papers, vocabulary);
  const buildMs = performance.now() - start;
  const find = (text: string) => {
    const parsed = search.parse(text);
    if (parsed.kind === "query") search.find(parsed.query, 10);
  };
  const suggest = (text: string) => {
    search.suggest(text, 25);
  };
  timesOf(texts.slice(0, 100), find);
  const queries = timesOf(texts, find);
  const typed = texts.flatMap((text) => [1, 2, 3, 5, 8, 12, 20].map((length) => text.slice(0, length)));
  const suggestions = timesOf(typed, suggest);
  const hostileQueries = timesOf(hostileTexts, find);
  const hostileSuggestions = timesOf(hostileTexts, suggest);
  const few = papers.slice(0, 5);
  const [update = 0] = timesOf([""], () => {
    search.update({ added: [], removed: few }).update({ added: few, removed: [] });
  });
  return [
    papers.length.toLocaleString("en"),
    buildMs.toFixed(0),
    ...[
      at(queries, 0.95),
      at(queries, 1),
      at(suggestions, 0.95),
      at(suggestions, 1),
      at(hostileQueries, 1),
      at(hostileSuggestions, 1),
      update,
    ].map((ms) => ms.toFixed(1)),
  ];
}

const repeats = 3;

function timesOf(texts: readonly string[], run: (text: string) => void): number[] {
  return texts.map((text) => {
    const times = Array.from({ length: repeats }, () => {
      const start = performance.now();
      run(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  });
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
