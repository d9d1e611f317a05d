import { filterTexts } from "./format-query.js";
import type { PaperIndex } from "./paper-index.js";
import { type Filters, noFilters, type Query } from "./query.js";
import { type RankOptions, rank } from "./rank.js";

/** Another query, and how many papers have all its words. */
export interface Advice {
  readonly kind: "drop filter";
  /** The filter as it would be typed: `venue:ICLR`. */
  readonly filter: string;
  readonly query: Query;
  readonly total: number;
}

/** Which single filter to leave out so that papers with all the words are found: the most fruitful first. */
export function adviceFor(query: Query, index: PaperIndex, options: RankOptions): readonly Advice[] {
  const kinds: readonly (keyof Filters)[] = ["lists", "venues", "years", "has", "phrases", "title"];
  return kinds
    .flatMap((kind): Advice[] => {
      const [filter] = filterTexts({ ...noFilters, [kind]: query.with[kind] });
      if (filter === undefined) return [];
      const fewer = { ...query, with: { ...query.with, [kind]: [] } };
      const { how, ranked } = rank(fewer, index, options);
      return how === "all words" ? [{ kind: "drop filter", filter, query: fewer, total: ranked.length }] : [];
    })
    .sort((a, b) => b.total - a.total);
}
