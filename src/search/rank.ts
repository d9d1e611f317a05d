import type { Entry } from "./entry.js";
import { filterOf } from "./filters.js";
import type { PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { type TermMatch, termMatches } from "./term-matches.js";
import { maxQueryWords, readWords } from "./words.js";

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[];
  readonly matches: readonly TermMatch[];
  /** Which of the typed words the papers have. */
  readonly how: "all words" | "some words" | "none";
}

interface Ranked {
  readonly entry: Entry;
  readonly score: number;
}

export interface RankOptions {
  /** Whether a paper, by its id, may be found. */
  readonly isVisible: (id: string) => boolean;
  readonly limits?: RankLimits;
  /** The lowest score of papers with only some of the words. */
  readonly minScore?: number;
}

interface RankLimits {
  /** How many papers are retrieved for one word; of each term the newest come first. */
  readonly papers: number;
  /** How many of MiniSearch's best papers get our score; the others follow in MiniSearch's order. */
  readonly reranked: number;
}

const queryLimits: RankLimits = { papers: 10_000, reranked: 500 };
/** Suggestions are made at every keystroke. */
export const suggestionLimits: RankLimits = { papers: 1_000, reranked: 200 };

/** Papers with only some of the words: their lowest score, absolute and as a share of the best one, and their number. */
const someWords = { minScore: 0.33, share: 0.6, max: 100 } as const;

/** Scores that differ only by rounding are equal. */
const scoreStep = 1e-6;

/**
 * Finds and ranks papers: those with all words, else those with all words if any word may be misspelt, else those with
 * some of the words. Of equal papers the newest comes first.
 */
export function rank(
  query: Query,
  index: PaperIndex,
  { isVisible, limits = queryLimits, minScore = someWords.minScore }: RankOptions,
): Ranking {
  const filter = filterOf(query);
  const passes = (entry: Entry) => isVisible(entry.paper.id) && filter(entry);
  const { phrases, title } = query.with;
  // Without words, the text of the filters ranks: for `"BLIP"`, BLIP comes before BLIP-2.
  const { words } = readWords(query.text || [...phrases, ...title].join(" "), maxQueryWords);
  const corrections = new Map();
  let matches: readonly TermMatch[] = [];
  const rankedBy = (all: boolean) => {
    const found = retrieve(matches, all, { index, passes, limits });
    return rerank(found, limits, (entry) => {
      const score = scoreOf(entry, matches, all);
      return score !== null && isWholeTitle(entry, words) ? score + 1 : score;
    });
  };
  for (const typos of words.length > 0 ? (["unknown", "all"] as const) : []) {
    matches = termMatches(words, query.expansions, { dictionary: index.dictionary, corrections, typos });
    const ranked = rankedBy(true);
    if (ranked.length > 0) return { ranked, matches, how: "all words" };
  }
  if (query.text === "" || words.length === 0) {
    const ranked = index.newest().flatMap((entry) => (passes(entry) ? { entry, score: 1 } : []));
    return { ranked, matches: [], how: ranked.length > 0 ? "all words" : "none" };
  }
  const some = rankedBy(false).slice(0, someWords.max);
  const lowest = Math.max(minScore, (some[0]?.score ?? 0) * someWords.share);
  const ranked = some.filter(({ score }) => score >= lowest);
  return { ranked, matches, how: ranked.length > 0 ? "some words" : "none" };
}

/**
 * The papers with all words, or with any, and MiniSearch's score. Starts with the rarest word. If all are required,
 * each next word is searched only in the papers found so far, until they are few enough to be scored; the score tells
 * whether a paper has all words. So the cost of a query is that of its rarest word.
 */
function retrieve(
  matches: readonly TermMatch[],
  all: boolean,
  { index, passes, limits }: { index: PaperIndex; passes: (entry: Entry) => boolean; limits: RankLimits },
): ReadonlyMap<Entry, number> {
  let found = new Map<Entry, number>();
  const rarestFirst = matches.filter(({ optional }) => !optional).sort((a, b) => a.count - b.count);
  for (const [i, { searchTerms }] of rarestFirst.entries()) {
    const before = found;
    if (all) found = new Map();
    const accepts = all && i > 0 ? (entry: Entry) => before.has(entry) : passes;
    let accepted = 0;
    const results = index.search(
      searchTerms,
      (entry) => accepted < limits.papers && accepts(entry) && ++accepted > 0,
    );
    for (const [entry, score] of results) found.set(entry, (before.get(entry) ?? 0) + score);
    if (all ? found.size <= limits.reranked : found.size > limits.papers / 5) break;
  }
  return found;
}

/** @param found by MiniSearch's scores */
function rerank(
  found: ReadonlyMap<Entry, number>,
  { reranked }: RankLimits,
  scoreOf: (entry: Entry) => number | null,
): Ranked[] {
  const entries = [...found.keys()];
  if (found.size > reranked) entries.sort((a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0));
  const best = entries.slice(0, reranked).flatMap((entry): Ranked[] => {
    const score = scoreOf(entry);
    return score === null ? [] : [{ entry, score }];
  });
  return [...best.sort(byRank), ...entries.slice(reranked).map((entry) => ({ entry, score: 0 }))];
}

/** Whether the whole title was typed or pasted; of a long title, its first words. */
function isWholeTitle({ words }: Entry, typed: readonly string[]): boolean {
  const read = words.slice(0, maxQueryWords);
  return read.length === typed.length && read.every((word, i) => word === typed[i]);
}

function byRank(a: Ranked, b: Ranked): number {
  return (
    Math.round(b.score / scoreStep) - Math.round(a.score / scoreStep) ||
    (b.entry.paper.year ?? 0) - (a.entry.paper.year ?? 0) ||
    a.entry.number - b.entry.number
  );
}
