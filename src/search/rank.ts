import type { Entry } from "./entry.js";
import { filterOf } from "./filters.js";
import { scoreByTitle } from "./long-text.js";
import type { MatchContext } from "./match.js";
import { newestFirst } from "./newest-order.js";
import type { PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { type Score, type Strictness, scoreOf } from "./score.js";
import { type TermMatch, termMatches } from "./term-matches.js";
import { isRareWord } from "./typed-terms.js";
import { isUnspaced } from "./unspaced.js";
import { maxQueryWords, readQueryWords } from "./words.js";

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[];
  readonly matches: readonly TermMatch[];
  /** Which of the typed words the papers have. */
  readonly how: "all words" | "some words" | "none";
}

interface Ranked extends Score {
  readonly entry: Entry;
}

export interface RankOptions {
  /** Whether a paper, by its id, may be found. */
  readonly isVisible: (id: string) => boolean;
  /** The ids of the papers with an author of this name. */
  readonly byAuthor?: (name: string) => readonly string[];
  readonly limits?: RankLimits;
  /** The lowest score of papers with only some of the words. */
  readonly minScore?: number;
}

interface RankLimits {
  /** How many papers are retrieved for one word; of each term the newest come first. */
  readonly papers: number;
  /** How many of the best papers by their terms get our score; the others follow in that order. */
  readonly reranked: number;
  /** With this many papers that have all words, if only by a guess, no others are looked for. */
  readonly enough: number;
}

const queryLimits: RankLimits = { papers: 10_000, reranked: 500, enough: Number.POSITIVE_INFINITY };
/** Suggestions are made at every keystroke. */
export const suggestionLimits: RankLimits = { papers: 1_000, reranked: 200, enough: 5 };

/** Papers with only some of the words: their lowest score, absolute and as a share of the best one, and their number. */
const someWords = { minScore: 0.33, share: 0.6, max: 100 } as const;

/** The most words of a query of which each is looked up with its typos, known or not. */
const maxShort = 2;

/** Scores that differ only by rounding are equal. */
const scoreStep = 1e-6;

const noIds: readonly string[] = [];

/**
 * Finds and ranks papers: those with all words, else those with all words if any word may be misspelt, else those with
 * some of the words. Of equal papers the newest comes first.
 */
export function rank(
  query: Query,
  index: PaperIndex,
  { isVisible, byAuthor = () => noIds, limits = queryLimits, minScore = someWords.minScore }: RankOptions,
): Ranking {
  const filter = filterOf(query);
  const passes = (entry: Entry) => isVisible(entry.paper.id) && filter(entry);
  const { phrases, title } = query.with;
  // Without words, the text of the filters ranks: for `"BLIP"`, BLIP comes before BLIP-2.
  const typed = readQueryWords(query.text || [...phrases, ...title].join(" "));
  const words = typed.slice(0, maxQueryWords);
  const isWhole = wholeTitleTest(words);
  const within: Retrieval = { index, passes, limits, byAuthor, withInitials: rememberInitials(index) };
  const context = {
    dictionary: index.dictionary,
    corrections: new Map(),
    having: index.having,
    countInitials: (letters: string) => within.withInitials(letters).length,
    countByAuthor: (name: string) => byAuthor(name).length,
  };
  const matchesWith = (typos: MatchContext["typos"]) =>
    termMatches(words, query.expansions, { ...context, typos });
  if (words.length === 0 || query.text === "") {
    const matches = matchesWith("unknown");
    const ranked = words.length === 0 ? [] : scored(withAllWords(matches, within), matches, "all", isWhole);
    const all =
      ranked.length > 0
        ? ranked
        : index
            .newest()
            .flatMap((entry) => (passes(entry) ? { entry, score: 1, hasAll: true, isGuess: false } : []));
    return {
      ranked: all,
      matches: ranked.length > 0 ? matches : [],
      how: all.length > 0 ? "all words" : "none",
    };
  }
  if (typed.length > maxQueryWords) return rankLongText(typed, { ...within, isWhole });
  const matches = matchesWith("unknown");
  const found = withAllWords(matches, within);
  const ranked = [...scored(best(found, limits), matches, "all", isWhole), ...rest(found, limits)];
  if (ranked[0]?.isGuess === false || ranked.length >= limits.enough)
    return { ranked, matches, how: "all words" };
  // With more words, those that several titles have find the papers in which the others are looked for.
  const isShort = matches.filter(({ optional }) => !optional).length <= maxShort;
  const hasRare = words.some((word) => isRareWord(word, index.dictionary));
  const guesses = isShort ? matchesWith("all") : hasRare ? matchesWith("rare") : matches;
  const more = guesses === matches ? found : withAllWords(guesses, within);
  return rankGuesses(guesses, [more, found], { ...within, isWhole, minScore });
}

/** Ranks papers by how much of their title is in the text: their own words are among many others. */
function rankLongText(
  typed: readonly string[],
  { index, passes, limits, isWhole }: Retrieval & { isWhole: (entry: Entry) => boolean },
): Ranking {
  const all = Array.from(scoreByTitle(typed, index, passes, limits.papers), ([entry, score]) => ({
    entry,
    score: isWhole(entry) ? score + 1 : score,
    hasAll: false,
    isGuess: false,
  })).sort(byRank);
  const lowest = Math.max(someWords.minScore, (all[0]?.score ?? 0) * someWords.share);
  const ranked = all.filter(({ score }) => score >= lowest).slice(0, someWords.max);
  return { ranked, matches: [], how: ranked.length > 0 ? "some words" : "none" };
}

/** Ranks papers with all words, of which any may be misspelt, among those with some. */
function rankGuesses(
  matches: readonly TermMatch[],
  withAll: readonly Retrieved[],
  { isWhole, minScore, ...within }: Retrieval & { isWhole: (entry: Entry) => boolean; minScore: number },
): Ranking {
  const few = { reranked: within.limits.reranked / 2 };
  const candidates = new Map([
    ...withAll.flatMap((found) => [...best(found, few)]),
    ...best(withSomeWords(matches, minScore, within), few),
  ]);
  const all = scored(candidates, matches, "alike", isWhole);
  const how = all[0]?.hasAll ? "all words" : "some words";
  const lowest = Math.max(minScore, (all[0]?.score ?? 0) * someWords.share);
  const ranked = all.filter(({ score }) => score >= lowest).slice(0, someWords.max);
  return { ranked, matches, how: ranked.length > 0 ? how : "none" };
}

interface Retrieval {
  readonly index: PaperIndex;
  readonly passes: (entry: Entry) => boolean;
  readonly limits: RankLimits;
  /** The papers with adjacent words of these initials. */
  readonly withInitials: (letters: string) => readonly Entry[];
  readonly byAuthor: (name: string) => readonly string[];
}

/** Each pass over all papers is made once. */
function rememberInitials(index: PaperIndex): (letters: string) => readonly Entry[] {
  const known = new Map<string, readonly Entry[]>();
  return (letters) => {
    const entries = known.get(letters) ?? index.withInitials(letters);
    known.set(letters, entries);
    return entries;
  };
}

/** Papers with a first score. */
type Retrieved = ReadonlyMap<Entry, number>;

/**
 * The papers with all words. Starts with the rarest word; each next word is searched only in the papers found so far,
 * until they are few enough to be scored; the score tells whether a paper has all words. So the cost of a query is that
 * of its rarest word.
 */
function withAllWords(matches: readonly TermMatch[], { passes, ...within }: Retrieval): Retrieved {
  let found = new Map<Entry, number>();
  const rarestFirst = matches.filter(({ optional }) => !optional).sort((a, b) => a.count - b.count);
  for (const [i, match] of rarestFirst.entries()) {
    const before = found;
    found = new Map();
    const accepts = i > 0 ? (entry: Entry) => before.has(entry) : passes;
    for (const [entry, score] of papersWith(match, accepts, within)) {
      found.set(entry, (before.get(entry) ?? 0) + score);
    }
    if (found.size <= within.limits.reranked) break;
  }
  return found;
}

/**
 * The papers with some of the words, from the most telling word on, as long as those that are left can make a paper
 * good enough.
 */
function withSomeWords(
  matches: readonly TermMatch[],
  minScore: number,
  { passes, ...within }: Retrieval,
): Retrieved {
  const found = new Map<Entry, number>();
  const total = matches.reduce((sum, { weight }) => sum + weight, 0);
  let left = total;
  let lowest = left * minScore;
  for (const match of matches.toSorted((a, b) => b.weight - a.weight)) {
    if (match.optional) break;
    const isEnough = left < lowest || found.size > within.limits.papers / 5;
    left -= match.weight;
    // What many papers have tells little; the score counts it.
    if (isEnough && match.count > within.limits.papers / 10) continue;
    const accepts = isEnough ? (entry: Entry) => found.has(entry) : passes;
    let best: { readonly entry: Entry; readonly sum: number } | null = null;
    for (const [entry, score] of papersWith(match, accepts, within)) {
      const sum = (found.get(entry) ?? 0) + match.weight + score / 1_000;
      found.set(entry, sum);
      if (sum > (best?.sum ?? 0)) best = { entry, sum };
    }
    // What was only guessed counts for less than its word; papers with the others must not be missed for it.
    const score = best === null ? 0 : (scoreOf(best.entry, matches, "alike")?.score ?? 0);
    lowest = Math.max(lowest, Math.min(best?.sum ?? 0, score * total) * someWords.share);
  }
  return found;
}

function papersWith(
  { word, mayBeInitials, isAuthor, searchTerms }: TermMatch,
  accepts: (entry: Entry) => boolean,
  { index, limits, withInitials, byAuthor }: Omit<Retrieval, "passes">,
): readonly (readonly [Entry, score: number])[] {
  let accepted = 0;
  const acceptsMore = (entry: Entry) => accepted < limits.papers && accepts(entry) && ++accepted > 0;
  const found = index.search(searchTerms, acceptsMore);
  const others = [
    ...(mayBeInitials ? withInitials(word) : []),
    ...(isAuthor ? byAuthor(word).flatMap((id) => index.entryOf(id) ?? []) : []),
  ];
  if (others.length === 0) return found;
  return [...found, ...others.filter(acceptsMore).map((entry) => [entry, 1] as const)];
}

/** The best of them by their first score. */
function best(found: Retrieved, { reranked }: Pick<RankLimits, "reranked">): Retrieved {
  if (found.size <= reranked) return found;
  return new Map([...found].sort(([, a], [, b]) => b - a).slice(0, reranked));
}

/** The others, in the order of their first score. */
function rest(found: Retrieved, { reranked }: RankLimits): Ranked[] {
  const sorted = found.size <= reranked ? [] : [...found].sort(([, a], [, b]) => b - a).slice(reranked);
  return sorted.map(([entry]) => ({ entry, score: 0, hasAll: true, isGuess: true }));
}

function scored(
  found: Retrieved,
  matches: readonly TermMatch[],
  strictness: Strictness,
  isWhole: (entry: Entry) => boolean,
): Ranked[] {
  const ranked: Ranked[] = [];
  for (const entry of found.keys()) {
    const scored = scoreOf(entry, matches, strictness);
    if (scored === null) continue;
    const { score, hasAll, isGuess } = scored;
    ranked.push({ entry, score: isWhole(entry) ? score + 1 : score, hasAll, isGuess });
  }
  return ranked.sort(byRank);
}

/** Whether the whole title was typed or pasted; of a long title, its first words. */
function wholeTitleTest(typed: readonly string[]): (entry: Entry) => boolean {
  const whole = typed.flatMap(charactersOf).slice(0, maxQueryWords);
  return ({ words }) =>
    Math.min(words.length, maxQueryWords) === whole.length && whole.every((word, i) => word === words[i]);
}

function byRank(a: Ranked, b: Ranked): number {
  return Math.round(b.score / scoreStep) - Math.round(a.score / scoreStep) || newestFirst(a.entry, b.entry);
}

function charactersOf(word: string): string[] {
  return isUnspaced(word) ? Array.from(word) : [word];
}
