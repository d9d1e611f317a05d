import type { Entry } from "./entry.js";
import { newestFirst } from "./newest-order.js";

/** The parameters that MiniSearch has. */
const k = 1.2;
const b = 0.7;
const d = 0.5;

/** A paper, and how many different terms are indexed of it. */
export interface Indexed {
  readonly entry: Entry;
  readonly length: number;
}

/** A term that is looked for: the papers that have it, and what its score is multiplied by. */
interface WantedTerm {
  readonly papers: readonly Indexed[];
  readonly boost: number;
}

/**
 * The papers with any of the terms by descending score, which is as MiniSearch has it: BM25+ of each term, times the number
 * of the terms that a paper has. A paper has a term once.
 *
 * @param accepts is called for each term of each paper; a paper that may not be found counts for how rare a term is
 * @param all the number of all papers, and how many terms they have on average
 * @see Lv and Zhai, "Lower-Bounding Term Frequency Normalization", CIKM 2011
 */
export function scoreTerms(
  terms: readonly WantedTerm[],
  accepts: (entry: Entry) => boolean,
  all: { readonly papers: number; readonly averageLength: number },
): readonly (readonly [Entry, score: number])[] {
  const sums = new Map<Entry, { score: number; terms: number }>();
  for (const { papers, boost } of terms) {
    const rarity = Math.log(1 + (all.papers - papers.length + 0.5) / (papers.length + 0.5));
    const weight = boost * rarity;
    for (const { entry, length } of papers) {
      if (!accepts(entry)) continue;
      const score = weight * (d + (k + 1) / (1 + k * (1 - b + (b * length) / all.averageLength)));
      const sum = sums.get(entry);
      if (sum === undefined) sums.set(entry, { score, terms: 1 });
      else {
        sum.score += score;
        sum.terms += 1;
      }
    }
  }
  return Array.from(sums, ([entry, { score, terms }]) => [entry, score * terms] as const).sort(
    ([a, one], [b, other]) => other - one || newestFirst(a, b),
  );
}
