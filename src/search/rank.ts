import { answerCount } from "./answer-count.js";
import { visitCandidates } from "./candidates.js";
import { type Filter, filterOf } from "./filters.js";
import type { Need } from "./need.js";
import { needsOf, type Tolerance } from "./needs.js";
import type { Entry, PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { createSpeller } from "./speller.js";
import { readWords, type Words } from "./words.js";

/** Which of the typed words the papers have. */
export type How = "all words" | "some words" | "none";

export interface Ranked {
  readonly entry: Entry;
  readonly score: number;
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** What was looked for, as forgiving as it had to be. */
  readonly needs: readonly Need[];
  readonly how: How;
}

/** Each stage runs where the one before finds nothing. */
const stages: readonly Tolerance[] = [
  { typos: "unknown", cut: "last" },
  { typos: "all", cut: "last" },
];

/**
 * What one query may cost, in papers looked at. A paper that must have all the words is given up at the first one it
 * lacks; one that may have some is compared with every need, which `comparisons` counts.
 */
const budget = {
  oneWord: 600,
  allWords: 8_000,
  exactWord: 15_000,
  comparisons: 8_000,
  someWords: 100,
} as const;

/** Papers with only some of the words must come this near to the best of them, and have this score at least. */
const someWords = { share: 0.6, score: 0.3 } as const;

/** Where papers are looked for. */
interface Scope {
  readonly index: PaperIndex;
  readonly filter: Filter;
  readonly typed: Words;
}

/**
 * Finds and orders the papers: those with all words, else those with most of them and at least `leastScore`; of equal
 * ones the newest first.
 */
export function rank(query: Query, index: PaperIndex, leastScore: number = someWords.score): Ranking {
  const filter = filterOf(query, index.dictionary);
  const typed = readWords(query.text);
  if (typed.words.length === 0) return { ranked: everything(index, filter), needs: [], how: "all words" };
  const scope = { index, filter, typed };
  const speller = createSpeller(index.dictionary);
  let needs: readonly Need[] = [];
  for (const tolerance of stages) {
    needs = needsOf(typed, query.meanings, { index, speller, tolerance });
    const ranked = withAllWords(scope, needs);
    if (ranked.length > 0) return { ranked, needs, how: "all words" };
  }
  const ranked = withSomeWords(scope, needs, leastScore);
  return { ranked, needs, how: ranked.length > 0 ? "some words" : "none" };
}

/** By year without comparing every paper with every other: all of a big catalogue may be asked for. */
function everything(index: PaperIndex, filter: Filter): Ranked[] {
  const byYear = new Map<number, Ranked[]>();
  for (const entry of index.entries()) {
    if (!filter(entry)) continue;
    const year = entry.paper.year ?? 0;
    const sameYear = byYear.get(year);
    if (sameYear) sameYear.push({ entry, score: 1 });
    else byYear.set(year, [{ entry, score: 1 }]);
  }
  return [...byYear].sort(([a], [b]) => b - a).flatMap(([, ranked]) => ranked);
}

/** Papers of the rarest need are looked at, and must meet all the others. */
function withAllWords(scope: Scope, needs: readonly Need[]): Ranked[] {
  const [rarest] = rarestFirst(needs, scope.index);
  if (!rarest) return [];
  const most = needs.length === 1 ? budget.oneWord : budget.allWords;
  return scored(scope, [rarest], needs, { all: true, most, mostExact: budget.exactWord }).sort(byRank);
}

/** Papers of any need are looked at, the rarest needs first, while the budget lasts. */
function withSomeWords(scope: Scope, needs: readonly Need[], leastScore: number): Ranked[] {
  const most = budget.comparisons / needs.length;
  const ranked = scored(scope, rarestFirst(needs, scope.index), needs, {
    all: false,
    most,
    mostExact: most,
  }).sort(byRank);
  const least = Math.max(leastScore, (ranked[0]?.score ?? 0) * someWords.share);
  return ranked.filter(({ score }) => score >= least).slice(0, budget.someWords);
}

function rarestFirst(needs: readonly Need[], index: PaperIndex): Need[] {
  return needs
    .filter((need) => !need.optional)
    .map((need) => ({ need, count: answerCount(need, index) }))
    .sort((a, b) => a.count - b.count)
    .map(({ need }) => need);
}

function scored(
  { index, filter, typed }: Scope,
  sources: readonly Need[],
  needs: readonly Need[],
  { all, most, mostExact }: { readonly all: boolean; readonly most: number; readonly mostExact: number },
): Ranked[] {
  const ranked: Ranked[] = [];
  const seen = new Set<number>();
  const room = () => seen.size < most;
  for (const source of sources) {
    visitCandidates(
      source,
      index,
      (entry) => {
        if (seen.size >= mostExact || seen.has(entry.number)) return;
        seen.add(entry.number);
        if (!filter(entry)) return;
        const score = scoreOf(entry, needs, all);
        if (score !== null) ranked.push({ entry, score: score + (isTitle(entry, typed) ? 1 : 0) });
      },
      room,
    );
    if (!room()) break;
  }
  return ranked;
}

/** Whether the whole title was typed, or pasted. */
function isTitle({ words }: Entry, typed: Words): boolean {
  return words.length === typed.words.length && words.every((word, i) => word === typed.words[i]);
}

/** Scores nearer than this are equal, and the newer paper comes first. */
const scoreStep = 0.01;

function byRank(a: Ranked, b: Ranked): number {
  return (
    Math.round(b.score / scoreStep) - Math.round(a.score / scoreStep) ||
    (b.entry.paper.year ?? 0) - (a.entry.paper.year ?? 0) ||
    a.entry.number - b.entry.number
  );
}
