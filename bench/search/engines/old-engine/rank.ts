import { answerCount } from "./answer-count.js";
import { bestOf } from "./best-of.js";
import { visitCandidates } from "./candidates.js";
import { type Filter, filterOf } from "./filters.js";
import type { Need } from "./need.js";
import { needsOf, type Tolerance } from "./needs.js";
import type { Entry, PaperIndex } from "./paper-index.js";
import { papersNamed } from "./papers-named.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { createSpeller } from "./speller.js";
import { readWords, type Words } from "./words.js";
import type { Work } from "./work.js";

/** Which of the typed words the papers have. */
export type How = "all words" | "some words" | "none";

export interface Ranked {
  readonly entry: Entry;
  readonly score: number;
}

export interface Ranking {
  /** The best, not more than were wanted. */
  readonly ranked: readonly Ranked[];
  /** How many there are, as far as there was work left to look. */
  readonly total: number;
  /** What was looked for, as forgiving as it had to be. */
  readonly needs: readonly Need[];
  readonly how: How;
}

export interface Effort {
  readonly work: Work;
  /** How many papers the caller takes. */
  readonly wanted: number;
  /** After so many papers no more are looked for, but those with the very word. All are, where it is left out. */
  readonly enough?: number;
  /** What papers with only some of the words must score. */
  readonly leastScore?: number;
}

/** Each stage runs where the one before finds nothing, with its share of the work that is left. */
const stages: readonly Tolerance[] = [
  { typos: "unknown", cut: "last" },
  { typos: "all", cut: "last" },
];
/** What a paper costs before its words are looked at. */
const visitSteps = 5;
const shares = { stage: 0.5, needs: 0.6, someWords: 0.7 } as const;

/** Papers with only some of the words must come this near to the best of them, and have this score at least. */
const someWords = { share: 0.6, score: 0.3, most: 100 } as const;

/** Where papers are looked for. */
interface Scope {
  readonly index: PaperIndex;
  readonly filter: Filter;
  readonly typed: Words;
  readonly wanted: number;
  readonly enough: number;
}

/**
 * Finds and orders the papers: those with all words, else those with most of them and at least the `leastScore`; of
 * equal ones the newest first.
 */
export function rank(query: Query, index: PaperIndex, effort: Effort): Ranking {
  const { work, wanted, enough = Number.POSITIVE_INFINITY, leastScore = someWords.score } = effort;
  const filter = filterOf(query, index);
  const typed = readWords(query.text === "" ? filterWords(query) : query.text);
  const scope = { index, filter, typed, wanted, enough };
  if (typed.words.length === 0) return filtered(scope, query.id, work);
  const speller = createSpeller(index.dictionary);
  let needs: readonly Need[] = [];
  for (const tolerance of stages) {
    const part = work.share(shares.stage);
    needs = needsOf(typed, query.meanings, { index, speller, tolerance, work: part.share(shares.needs) });
    const ranked = withAllWords(scope, needs, part);
    if (ranked.length > 0) {
      return {
        ranked: bestOf(ranked, wanted, byRank),
        total: ranked.length,
        needs,
        how: "all words",
      };
    }
  }
  if (query.text === "") return filtered(scope, query.id, work);
  const ranked = withSomeWords(scope, needs, leastScore, work.share(shares.someWords));
  const how = ranked.length > 0 ? "some words" : "none";
  return { ranked: ranked.slice(0, wanted), total: ranked.length, needs, how };
}

/** What filters ask of the title is worth the same as words where there are no others: `"BLIP"` is BLIP before BLIP-2. */
function filterWords({ with: { phrases, title } }: Query): string {
  return [...phrases, ...title].join(" ");
}

/** Where no words are typed: what the filters let through, newest first. */
function filtered({ index, filter, wanted, enough }: Scope, id: string | null, work: Work): Ranking {
  const passing: Entry[] = [];
  const most = filter.open ? wanted : Math.max(wanted, enough);
  const look = (entry: Entry) => {
    if (filter.passes(entry)) passing.push(entry);
    return work.spend(filter.steps) && passing.length < most;
  };
  if (id === null) index.visitNewest(look);
  else papersNamed(id, index, work).every(look);
  const ranked = passing.slice(0, wanted).map((entry) => ({ entry, score: 1 }));
  const how = ranked.length > 0 ? "all words" : "none";
  return { ranked, total: filter.open ? index.size : passing.length, needs: [], how };
}

/** Papers of the rarest need are looked at, and must meet all the others. */
function withAllWords(scope: Scope, needs: readonly Need[], work: Work): Ranked[] {
  const [rarest] = rarestFirst(needs, scope.index);
  return rarest ? scored(scope, [rarest], needs, true, work) : [];
}

/** Papers of any need are looked at, the rarest needs first. */
function withSomeWords(scope: Scope, needs: readonly Need[], leastScore: number, work: Work): Ranked[] {
  const ranked = scored(scope, rarestFirst(needs, scope.index), needs, false, work);
  const best = bestOf(ranked, someWords.most, byRank);
  const least = Math.max(leastScore, (best[0]?.score ?? 0) * someWords.share);
  return best.filter(({ score }) => score >= least);
}

function rarestFirst(needs: readonly Need[], index: PaperIndex): Need[] {
  return needs
    .filter((need) => !need.optional)
    .map((need) => ({ need, count: answerCount(need, index) }))
    .sort((a, b) => a.count - b.count)
    .map(({ need }) => need);
}

/** The papers that answer one of `sources`, scored by all needs, or only by those that are met. */
function scored(
  { index, filter, typed, enough }: Scope,
  sources: readonly Need[],
  needs: readonly Need[],
  all: boolean,
  work: Work,
): Ranked[] {
  const ranked: Ranked[] = [];
  const seen = new Set<number>();
  for (const source of sources) {
    visitCandidates(source, index, (entry, exact) => {
      if (!exact && ranked.length >= enough) return false;
      if (seen.has(entry.number)) return work.spend(1);
      seen.add(entry.number);
      const room = work.spend(visitSteps + filter.steps);
      if (!filter.passes(entry)) return room;
      const score = scoreOf(entry, needs, all, work);
      if (score !== null) ranked.push({ entry, score: score + (isTitle(entry, typed) ? 1 : 0) });
      return work.left;
    });
    if (!work.left) break;
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
