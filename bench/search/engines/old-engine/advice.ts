import { filterTexts } from "./format-query.js";
import type { PaperIndex } from "./paper-index.js";
import { type Filters, noFilters, type Query } from "./query.js";
import { rank } from "./rank.js";
import type { Work } from "./work.js";

/** Another query, and how many papers have all its words. */
export interface Advice {
  readonly kind: "drop filter";
  /** The filter as it would be typed: `venue:ICLR`. */
  readonly filter: string;
  readonly query: Query;
  readonly total: number;
}

/** Which single filter to leave out so that papers with all the words are found: the most fruitful first. */
export function adviceFor(query: Query, index: PaperIndex, work: Work): readonly Advice[] {
  const others = withoutEachFilter(query);
  return others
    .flatMap(({ filter, query }): Advice[] => {
      const { how, total } = rank(query, index, { work: work.share(1 / others.length), wanted: 1 });
      return how === "all words" && total > 0 ? [{ kind: "drop filter", filter, query, total }] : [];
    })
    .sort((a, b) => b.total - a.total);
}

function withoutEachFilter(query: Query): { filter: string; query: Query }[] {
  const kinds: readonly (keyof Filters)[] = ["lists", "venues", "years", "has", "phrases", "title"];
  return kinds.flatMap((kind) => {
    const rest = { ...query.with, [kind]: [] };
    const [filter] = filterTexts({ ...noFilters, [kind]: query.with[kind] });
    return filter === undefined ? [] : [{ filter, query: { ...query, with: rest } }];
  });
}
