import type { Dictionary } from "./dictionary.js";
import type { MatchContext } from "./match-context.js";
import { stem } from "./stem.js";
import type { Match, MatchKind, Split, TermMatch } from "./term-match.js";
import { isWord, termOf } from "./terms.js";

/** A {@link TermMatch} that is still being worked out. */
export interface Draft {
  readonly word: string;
  readonly terms: ReadonlyMap<string, Match>;
  readonly splits: Split[];
  /** Of several ways to the same term the best counts. */
  put(term: string, quality: number, kind: MatchKind): void;
  /** Whether any paper has one of its terms. */
  isKnown(dictionary: Dictionary): boolean;
}

/** How much a word counts that may be missing. */
const optionalWeight = 0.05;

export function createDraft(word: string): Draft {
  const terms = new Map<string, Match>();
  return {
    word,
    terms,
    splits: [],
    put(term, quality, kind) {
      if (quality > (terms.get(term)?.quality ?? 0)) terms.set(term, { quality, kind });
    },
    isKnown: ({ count }) => [...terms.keys()].some((term) => count(term) > 0),
  };
}

export function finishDraft(draft: Draft, optional: boolean, { dictionary, size }: MatchContext): TermMatch {
  const { word, splits } = draft;
  const terms = new Map([...draft.terms].filter(([term]) => dictionary.count(term) > 0));
  const sources = new Map<string, number>();
  const addSource = (term: string, quality: number) => {
    const source = isWord(term) ? termOf.stem(stem(term)) : term;
    sources.set(source, Math.max(quality, sources.get(source) ?? 0));
  };
  for (const [term, { quality }] of terms) addSource(term, quality);
  for (const split of splits) {
    const [rarest = ""] = split.words.toSorted((a, b) => dictionary.count(a) - dictionary.count(b));
    addSource(rarest, split.quality);
  }
  const count = [...sources.keys()].reduce((sum, term) => sum + dictionary.count(term), 0);
  const papers = Math.max(
    bestCount(terms, dictionary),
    ...splits.map((split) => rarestCount(split, dictionary)),
  );
  const weight = optional ? optionalWeight : Math.log(1 + (size + 1) / (papers + 1));
  return { word, terms, splits, sources, optional, count, weight };
}

/** How many papers have one of the best terms; a venue or year counts as well. */
function bestCount(terms: ReadonlyMap<string, Match>, { count }: Dictionary): number {
  const matches = [...terms];
  const best = Math.max(...matches.map(([, { kind, quality }]) => (kind === "fact" ? 0 : quality)));
  const counted = matches.filter(([, { kind, quality }]) => kind === "fact" || quality === best);
  return Math.max(0, ...counted.map(([term]) => count(term)));
}

function rarestCount({ words }: Split, { count }: Dictionary): number {
  return Math.min(...words.map(count));
}
