import { candidateCount, visitCandidates } from "./candidates.js";
import { type Filter, filterOf } from "./filters.js";
import { type Need, needsOf, type Tolerance } from "./needs.js";
import type { Entry, PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { readWords } from "./words.js";

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

/** What one query may cost: papers scored times needs, and papers shown that have only some of the words. */
const budget = { evaluations: 200_000, someWords: 100 } as const;

/** Papers with only some of the words must come this near to the best of them. */
const someWordsShare = 0.6;

/** Finds and orders the papers: those with all words, else those with most of them; of equal ones the newest first. */
export function rank(query: Query, index: PaperIndex): Ranking {
  const filter = filterOf(query);
  const typed = readWords(query.text);
  if (typed.words.length === 0) return { ranked: everything(index, filter), needs: [], how: "all words" };
  let needs: readonly Need[] = [];
  for (const tolerance of stages) {
    needs = needsOf(typed, query.meanings, index, tolerance);
    const ranked = withAllWords(needs, index, filter);
    if (ranked.length > 0) return { ranked, needs, how: "all words" };
  }
  const ranked = withSomeWords(needs, index, filter);
  return { ranked, needs, how: ranked.length > 0 ? "some words" : "none" };
}

function everything(index: PaperIndex, filter: Filter): Ranked[] {
  const ranked: Ranked[] = [];
  for (const entry of index.entries()) if (filter(entry)) ranked.push({ entry, score: 1 });
  return ranked.sort(byRank);
}

/** Papers of the rarest need are looked at, and must meet all the others. */
function withAllWords(needs: readonly Need[], index: PaperIndex, filter: Filter): Ranked[] {
  const required = needs.filter((need) => !need.optional);
  const [rarest] = required.toSorted((a, b) => candidateCount(a, index) - candidateCount(b, index));
  return rarest ? scored([rarest], needs, index, filter, true).sort(byRank) : [];
}

/** Papers of any need are looked at, the rarest needs first, while the budget lasts. */
function withSomeWords(needs: readonly Need[], index: PaperIndex, filter: Filter): Ranked[] {
  const rarestFirst = needs
    .filter((need) => !need.optional)
    .sort((a, b) => candidateCount(a, index) - candidateCount(b, index));
  const ranked = scored(rarestFirst, needs, index, filter, false).sort(byRank);
  const least = (ranked[0]?.score ?? 0) * someWordsShare;
  return ranked.filter(({ score }) => score >= least).slice(0, budget.someWords);
}

function scored(
  sources: readonly Need[],
  needs: readonly Need[],
  index: PaperIndex,
  filter: Filter,
  all: boolean,
): Ranked[] {
  const ranked: Ranked[] = [];
  const seen = new Set<number>();
  const most = budget.evaluations / needs.length;
  for (const source of sources) {
    visitCandidates(source, index, (entry) => {
      if (seen.size >= most || seen.has(entry.number)) return;
      seen.add(entry.number);
      if (!filter(entry)) return;
      const score = scoreOf(entry, needs, all);
      if (score !== null) ranked.push({ entry, score });
    });
    if (seen.size >= most) break;
  }
  return ranked;
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
