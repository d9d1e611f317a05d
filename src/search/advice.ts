import type { Paper } from "../catalogue/paper.js";
import { filterTexts } from "./format-query.js";
import type { PaperIndex } from "./paper-index.js";
import { emptyQuery, type Filters, noFilters, type Query } from "./query.js";
import { type RankOptions, rank } from "./rank.js";

/** A filter to remove, and how many papers have all the words without it. */
export interface Advice {
  /** As typed: `venue:ICLR`. */
  readonly filter: string;
  /** The query without the filter. */
  readonly query: Query;
  readonly total: number;
}

/** Each single filter without which papers have all the words, the one with the most papers first. */
export function adviceFor(query: Query, index: PaperIndex, options: RankOptions): readonly Advice[] {
  const kinds: readonly (keyof Filters)[] = [
    "lists",
    "venues",
    "years",
    "has",
    "authors",
    "phrases",
    "title",
  ];
  return kinds
    .flatMap((kind): Advice[] => {
      const [filter] = filterTexts({ ...noFilters, [kind]: query.with[kind] });
      if (filter === undefined) return [];
      const without = { ...query, with: { ...query.with, [kind]: [] } };
      const { how, ranked } = rank(without, index, options);
      return how === "all words" ? [{ filter, query: without, total: ranked.length }] : [];
    })
    .sort((a, b) => b.total - a.total);
}

/** The lowest score of a paper that is near: it has a fifth of what was typed, by weight. */
const minNear = 0.2;
const maxNear = 5;

/** For a query without hits: the best papers for its words without filters, or else the newest papers. */
export function nearestPapers(
  { text, expansions }: Query,
  index: PaperIndex,
  options: RankOptions,
): { readonly kind: "similar" | "newest"; readonly papers: readonly Paper[] } {
  const query = { ...emptyQuery, text, expansions };
  const similar = text === "" ? [] : rank(query, index, { ...options, minScore: minNear }).ranked;
  if (similar.length > 0)
    return { kind: "similar", papers: similar.slice(0, maxNear).map(({ entry }) => entry.paper) };
  return { kind: "newest", papers: newestVisible(index, options.isVisible) };
}

function newestVisible(index: PaperIndex, isVisible: RankOptions["isVisible"]): readonly Paper[] {
  const papers: Paper[] = [];
  for (const { paper } of index.newest()) {
    if (papers.length === maxNear) break;
    if (isVisible(paper.id)) papers.push(paper);
  }
  return papers;
}
