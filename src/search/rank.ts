import type { Entry } from "./entry.js";
import { filterOf } from "./filters.js";
import type { PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { papersWithAll, papersWithSome } from "./retrieve.js";
import { scoreOf } from "./score.js";
import type { TermMatch } from "./term-match.js";
import { type MatchContext, termMatches } from "./term-matches.js";
import { readWords, type Words } from "./words.js";

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
  /** Which papers may be found; by their ids. */
  readonly sees: (id: string) => boolean;
  /** What papers with only some of the words must score. */
  readonly minScore?: number;
}

/** MiniSearch's best are looked at closely; what comes after these stays in MiniSearch's order. */
const maxReranked = 500;

/** Papers with only some of the words must come this near to the best of them, and have this score at least. */
const someWords = { share: 0.6, minScore: 0.33, max: 100 } as const;

/**
 * Finds and orders the papers: those with all words, else those with most of them; of equal ones the newest first.
 * Each stage runs only where the one before finds nothing.
 */
export function rank(
  query: Query,
  index: PaperIndex,
  { sees, minScore = someWords.minScore }: RankOptions,
): Ranking {
  const filter = filterOf(query);
  const passes = (id: string) => {
    const entry = index.get(id);
    return entry !== null && sees(id) && filter.passes(entry);
  };
  const typed = readWords(query.text === "" ? filterWords(query) : query.text);
  let matches: readonly TermMatch[] = [];
  for (const typos of typed.words.length > 0 ? (["unknown", "all"] as const) : []) {
    const context: MatchContext = { dictionary: index.dictionary, size: index.size, typos };
    matches = termMatches(typed, query.expansions, context);
    const ranked = reranked(papersWithAll(matches, index, passes), matches, true, index, typed);
    if (ranked.length > 0) return { ranked, matches, how: "all words" };
  }
  if (query.text === "") {
    const ranked = index
      .newest()
      .filter(({ paper }) => passes(paper.id))
      .map((entry) => ({ entry, score: 1 }));
    return { ranked, matches: [], how: ranked.length > 0 ? "all words" : "none" };
  }
  const some = reranked(papersWithSome(matches, index, passes), matches, false, index, typed).slice(
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

function reranked(
  found: ReadonlyMap<string, number>,
  matches: readonly TermMatch[],
  all: boolean,
  index: PaperIndex,
  typed: Words,
): Ranked[] {
  const ids =
    found.size > maxReranked ? [...found].sort(([, a], [, b]) => b - a).map(([id]) => id) : [...found.keys()];
  const entries = ids.flatMap((id) => index.get(id) ?? []);
  const best = entries.slice(0, maxReranked).flatMap((entry): Ranked[] => {
    const score = scoreOf(entry, matches, all);
    return score === null ? [] : [{ entry, score: score + (isTitle(entry, typed) ? 1 : 0) }];
  });
  const rest = entries.slice(maxReranked).map((entry) => ({ entry, score: 0 }));
  return [...best.sort(byRank), ...rest];
}

/** Whether the whole title was typed, or pasted. */
function isTitle({ words }: Entry, typed: Words): boolean {
  return words.length === typed.words.length && words.every((word, i) => word === typed.words[i]);
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
