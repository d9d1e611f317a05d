import type { Entry } from "./entry.js";

/** The parameters that MiniSearch has. */
const k = 1.2;
const b = 0.7;
const d = 0.5;

interface TermPapers {
  readonly term: string;
  /** Of all papers that have it. */
  count: number;
  /** Those of them that may be found. */
  readonly accepted: Indexed[];
}

/** A paper, and how many different terms are indexed of it. */
export interface Indexed {
  readonly entry: Entry;
  readonly length: number;
}

/**
 * Scores papers as MiniSearch does: BM25+ of each term, times the number of the terms that a paper has. A paper has a
 * term once. MiniSearch also writes down for each paper what matched where, which nothing here asks for, and which takes
 * longer than all the rest where thousands of papers have a term.
 *
 * @param boosts the terms, and what their scores are multiplied by
 * @see Lv and Zhai, "Lower-Bounding Term Frequency Normalization", CIKM 2011
 */
export function createTermScores(boosts: ReadonlyMap<string, number>) {
  const terms: TermPapers[] = [];

  return {
    /** Takes a paper that has this term, or null for one that may not be found: all of one term, then of the next. */
    add(term: string, paper: Indexed | null): void {
      let last = terms.at(-1);
      if (last?.term !== term) {
        last = { term, count: 0, accepted: [] };
        terms.push(last);
      }
      last.count += 1;
      if (paper !== null) last.accepted.push(paper);
    },
    /** The papers by descending score. @param papers the number of all papers, of which each has `averageLength` terms */
    ranked(papers: number, averageLength: number): (readonly [Entry, score: number])[] {
      const sums = new Map<Entry, { score: number; terms: number }>();
      for (const { term, count, accepted } of terms) {
        const rarity = Math.log(1 + (papers - count + 0.5) / (count + 0.5));
        const weight = (boosts.get(term) ?? 1) * rarity;
        for (const { entry, length } of accepted) {
          const score = weight * (d + (k + 1) / (1 + k * (1 - b + (b * length) / averageLength)));
          const sum = sums.get(entry);
          if (sum === undefined) sums.set(entry, { score, terms: 1 });
          else {
            sum.score += score;
            sum.terms += 1;
          }
        }
      }
      return Array.from(sums, ([entry, sum]) => [entry, sum.score * sum.terms] as const).sort(
        ([, one], [, other]) => other - one,
      );
    },
  };
}
