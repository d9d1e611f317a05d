import type { Paper } from "../../src/catalogue/paper.js";
import { hostileTexts } from "./hostile-texts.js";
import { memoryInUse } from "./measure.js";
import { table } from "./tables.js";

/** A search to be measured. */
export interface MeasuredSearch {
  /** The ids of the best ten. */
  find(text: string): readonly string[];
  /** The ids of what is suggested while a text is typed. */
  suggest(text: string): readonly string[];
  update(change: { readonly added: readonly Paper[]; readonly removed: readonly Paper[] }): void;
}

type CreateSearch = (papers: readonly Paper[]) => MeasuredSearch;

/**
 * What a search costs over catalogues of several sizes: milliseconds at the 95th percentile, and the worst. Each
 * text is timed several times and the least counts, since the machine does other things as well.
 */
export function costTable(
  createSearch: CreateSearch,
  catalogues: readonly (readonly Paper[])[],
  texts: readonly string[],
): string {
  return table(
    [
      "titles",
      "build ms",
      "memory MB",
      "query p95",
      "query max",
      "suggestion p95",
      "suggestion max",
      "hostile query max",
      "hostile suggestion max",
      "update of 5 ms",
    ],
    catalogues.map((papers) => costRow(createSearch, papers, texts)),
  );
}

function costRow(createSearch: CreateSearch, papers: readonly Paper[], texts: readonly string[]): string[] {
  const memory = memoryInUse();
  const start = performance.now();
  const search = createSearch(papers);
  const buildMs = performance.now() - start;
  const memoryMb = (memoryInUse() - memory) / 2 ** 20;
  timesOf(texts.slice(0, 100), search.find);
  const queries = timesOf(texts, search.find);
  const typed = texts.flatMap((text) => [1, 2, 3, 5, 8, 12, 20].map((length) => text.slice(0, length)));
  const suggestions = timesOf(typed, search.suggest);
  const hostileQueries = timesOf(hostileTexts, search.find);
  const hostileSuggestions = timesOf(hostileTexts, search.suggest);
  const few = papers.slice(0, 5);
  const [update = 0] = timesOf([""], () => {
    search.update({ added: [], removed: few });
    search.update({ added: few, removed: [] });
    search.find("");
  });
  return [
    papers.length.toLocaleString("en"),
    buildMs.toFixed(0),
    memoryMb.toFixed(1),
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

function timesOf(texts: readonly string[], run: (text: string) => unknown): number[] {
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
