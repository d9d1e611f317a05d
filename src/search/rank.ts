import type { Entry } from "./entry.js";
import { filterOf } from "./filters.js";
import type { PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { papersWithAll, papersWithSome } from "./retrieve.js";
import { scoreOf } from "./score.js";
import type { TermMatch } from "./term-match.js";
import { termMatches } from "./term-matches.js";
import { maxTypedWords, readTyped, type Words } from "./words.js";

/** Which of the typed words the papers have. */
export type How = "all words" | "some words" | "none";

export interface Ranked {
  readonly entry: Entry;
  readonly score: number;
}

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[];
  /** What was looked for, as forgiving as it had to be. */
  readonly matches: readonly TermMatch[];
  readonly how: How;
}

export interface RankOptions {
  /** Which papers may be found, by their ids. */
  readonly sees: (id: string) => boolean;
  readonly limits?: RankLimits;
  /** What papers with only some of the words must score. */
  readonly minScore?: number;
}

export interface RankLimits {
  /** How many papers are collected for one word; of each term the newest come first. */
  readonly papers: number;
  /** How many of those found are looked at closely, MiniSearch's best; the others stay in MiniSearch's order. */
  readonly reranked: number;
}

export const queryLimits: RankLimits = { papers: 10_000, reranked: 500 };
/** A suggestion is made at every key. */
export const suggestionLimits: RankLimits = { papers: 1_000, reranked: 200 };

/** Papers with only some of the words must come this near to the best of them, and have this score at least. */
const someWords = { share: 0.6, minScore: 0.33, max: 100 } as const;

/**
 * Finds and orders the papers: those with all words, else those with most of them; of equal ones the newest first.
 * Each stage runs only where the one before finds nothing.
 */
export function rank(
  query: Query,
  index: PaperIndex,
  { sees, limits = queryLimits, minScore = someWords.minScore }: RankOptions,
): Ranking {
  const filter = filterOf(query);
  const passes = (entry: Entry) => sees(entry.paper.id) && filter(entry);
  const typed = readTyped(query.text === "" ? filterWords(query) : query.text);
  if (typed.words.length === 0) return filtered(index, passes);
  let matches: readonly TermMatch[] = [];
  const context = { dictionary: index.dictionary, size: index.size, corrections: new Map() };
  for (const typos of ["unknown", "all"] as const) {
    matches = termMatches(typed, query.expansions, { ...context, typos });
    const found = papersWithAll(matches, { index, passes, limits });
    const ranked = reranked(found, (entry) => scoreOf(entry, matches, true), { typed, limits });
    if (ranked.length > 0) return { ranked, matches, how: "all words" };
  }
  if (query.text === "") return filtered(index, passes);
  const found = papersWithSome(matches, { index, passes, limits });
  const some = reranked(found, (entry) => scoreOf(entry, matches, false), { typed, limits }).slice(
    0,
    someWords.max,
  );
  const least = Math.max(minScore, (some[0]?.score ?? 0) * someWords.share);
  const ranked = some.filter(({ score }) => score >= least);
  return { ranked, matches, how: ranked.length > 0 ? "some words" : "none" };
}

/** What filters ask of the title is worth the same as words where there are no others: `"BLIP"` is BLIP before BLIP-2. */
function filterWords({ with: { phrases, title } }: Query): string {
  return [...phrases, ...title].join(" ");
}

/** Where no words are typed: what the filters let through, newest first. */
function filtered(index: PaperIndex, passes: (entry: Entry) => boolean): Ranking {
  const ranked = index
    .newest()
    .filter(passes)
    .map((entry) => ({ entry, score: 1 }));
  return { ranked, matches: [], how: ranked.length > 0 ? "all words" : "none" };
}

/** @param found with MiniSearch's scores */
function reranked(
  found: ReadonlyMap<Entry, number>,
  score: (entry: Entry) => number | null,
  { typed, limits }: { readonly typed: Words; readonly limits: RankLimits },
): Ranked[] {
  const many = found.size > limits.reranked;
  const entries = many ? [...found].sort(([, a], [, b]) => b - a).map(([entry]) => entry) : [...found.keys()];
  const best = entries.slice(0, limits.reranked).flatMap((entry): Ranked[] => {
    const scored = score(entry);
    return scored === null ? [] : [{ entry, score: scored + (isTitle(entry, typed) ? 1 : 0) }];
  });
  const rest = entries.slice(limits.reranked).map((entry) => ({ entry, score: 0 }));
  return [...best.sort(byRank), ...rest];
}

/** Whether the whole title was typed, or pasted; of a long one, all that is read of it. */
function isTitle({ words }: Entry, typed: Words): boolean {
  const read = words.slice(0, maxTypedWords);
  return read.length === typed.words.length && read.every((word, i) => word === typed.words[i]);
}

/** Scores that differ only by rounding are equal, and the newer paper comes first. */
const scoreStep = 1e-6;

function byRank(a: Ranked, b: Ranked): number {
  return (
    Math.round(b.score / scoreStep) - Math.round(a.score / scoreStep) ||
    (b.entry.paper.year ?? 0) - (a.entry.paper.year ?? 0) ||
    a.entry.number - b.entry.number
  );
}
