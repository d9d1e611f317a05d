import type { Paper } from "../catalogue/paper.js";
import { safeDecode } from "../catalogue/safe-decode.js";
import { filterTexts, formatQuery } from "./format-query.js";
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
      // Without it nothing would be asked for.
      if (formatQuery(without) === "") return [];
      const { how, ranked } = rank(without, index, options);
      return how === "all words" ? [{ filter, query: without, total: ranked.length }] : [];
    })
    .sort((a, b) => b.total - a.total);
}

/** The lowest score of a paper that is near: it has a fifth of what was typed, by weight. */
const minNear = 0.2;
const maxNear = 5;

/**
 * For a query without hits: the best papers for its words without filters, also for those within quotes or in a pasted
 * address, or else the newest papers.
 */
export function nearestPapers(
  { text: typed, expansions, id, with: { phrases, title } }: Query,
  index: PaperIndex,
  options: RankOptions,
): { readonly kind: "similar" | "newest"; readonly papers: readonly Paper[] } {
  const text = [typed, ...phrases, ...title].join(" ").trim() || titleInAddress(id ?? "");
  const query = { ...emptyQuery, text, expansions };
  const similar = text === "" ? [] : rank(query, index, { ...options, minScore: minNear }).ranked;
  if (similar.length > 0)
    return { kind: "similar", papers: similar.slice(0, maxNear).map(({ entry }) => entry.paper) };
  return { kind: "newest", papers: newestVisible(index, options.isVisible) };
}

/** The longest part of an address that is made of words: `slow-waves-in-harbours` of `…/paper/slow-waves-in-harbours/12`. */
function titleInAddress(address: string): string {
  const parts = address
    .split(/[/?#]/u)
    .slice(1)
    .map((part) => safeDecode(part).replace(/[-_+]+/gu, " "));
  const [longest = ""] = parts.filter((part) => / .* /u.test(part)).sort((a, b) => b.length - a.length);
  return longest;
}

function newestVisible(index: PaperIndex, isVisible: RankOptions["isVisible"]): readonly Paper[] {
  const papers: Paper[] = [];
  for (const { paper } of index.newest()) {
    if (papers.length === maxNear) break;
    if (isVisible(paper.id)) papers.push(paper);
  }
  return papers;
}
