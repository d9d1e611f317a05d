import { type Dictionary, splitParts } from "./dictionary.js";
import type { Entry } from "./entry.js";
import type { Expansion } from "./expansions.js";
import { type Match, type MatchContext, quality } from "./match.js";
import { searchTermOf } from "./terms.js";
import { type TypedTerms, typedTerms } from "./typed-terms.js";
import { isLightWord, isLikeStopWord, isRequestWord, isStopWord, sentenceLength } from "./words.js";

/** Everything that matches one typed word. */
export interface TermMatch {
  readonly word: string;
  readonly terms: ReadonlyMap<string, Match>;
  /** Adjacent words of a title, typed as one. */
  readonly splits: readonly { readonly words: readonly string[]; readonly match: Match }[];
  /** The word may be the initials of adjacent words of a title. */
  readonly mayBeInitials: boolean;
  /** Adjacent words of a title have these initials, and none is the word. */
  readonly areInitials: boolean;
  /** There is no other word than this one, but for everyday words. */
  readonly isAlone: boolean;
  /** An author has this name, and no title has the word. */
  readonly isAuthor: boolean;
  /** The terms to search for, with the boost of each: every paper that matches has at least one of them, the initials, or the author. */
  readonly searchTerms: ReadonlyMap<string, number>;
  /** Whether a paper has one of these; false rules out that it matches by anything but initials or an author. */
  readonly isIn: (entry: Entry) => boolean;
  /** Papers may lack it: `the`, `of`. */
  readonly optional: boolean;
  /** Rare words have more. Above 0. */
  readonly weight: number;
  /** How many papers match, at most: papers with two of the terms count twice. */
  readonly count: number;
}

/** Terms of which a paper is asked whether it has one. */
const maxLookedUp = 12;

/** Multiplies the weight of words of sentences, and of words of which only a guess matches. */
const weightFactor = { light: 0.3, guessed: 0.8, unmatched: 0.5 } as const;
export const optionalWeight = 0.05;

/** Finds everything that matches each typed word. Repeated words count once. */
export function termMatches(
  typed: readonly string[],
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TermMatch[] {
  const candidates = typedTerms(typed, expansions, context);
  const hasContent = typed.some((word) => !isStopWord(word));
  const isAlone = new Set(typed.filter((word) => !isStopWord(word) && !isRequestWord(word))).size < 2;
  const isRequest = typed.some((word) => !isStopWord(word) && !isRequestWord(word));
  const isSentence =
    typed.length >= sentenceLength && typed.some((word) => !isStopWord(word) && !isLightWord(word));
  return candidates
    .filter(({ word }, i) => typed.lastIndexOf(word) === i)
    .map((candidate) => toTermMatch(candidate, { hasContent, isAlone, isRequest, isSentence }, context));
}

function unlikelier(match: Match): Match {
  return { ...match, quality: match.quality * quality.typoOfInitials };
}

function rarestPart(split: string, { count }: Dictionary): string {
  const [rarest = split] = splitParts(split).toSorted((a, b) => count(a) - count(b));
  return rarest;
}

function toTermMatch(
  { word, terms: all, conceptLength, mayBeInitials }: TypedTerms,
  {
    hasContent,
    isAlone,
    isRequest,
    isSentence,
  }: Readonly<Record<"hasContent" | "isAlone" | "isRequest" | "isSentence", boolean>>,
  { dictionary, having, countInitials, countByAuthor }: MatchContext,
): TermMatch {
  const known = Array.from(all, ([term, match]) => ({ term, match, papers: dictionary.count(term) })).filter(
    ({ papers }) => papers > 0,
  );
  // A few letters can nearly always be cut into words; that tells nothing of what they mean.
  const whole = Math.max(0, ...known.map(({ term, match }) => (term.includes(" ") ? 0 : match.quality)));
  const withInitials = mayBeInitials && whole < quality.initials ? (countInitials?.(word) ?? 0) : 0;
  // What some title's words have as initials is rather these than a typo that hides the other words.
  const terms =
    withInitials > 0 && word.length > 3 && !isAlone
      ? known.map((one) => (one.match.kind === "typo" ? { ...one, match: unlikelier(one.match) } : one))
      : known;
  const searchTerms = new Map<string, number>();
  for (const { term, match } of terms) {
    const searched = searchTermOf(term.includes(" ") ? rarestPart(term, dictionary) : term);
    searchTerms.set(searched, Math.max(match.quality, searchTerms.get(searched) ?? 0));
  }
  const count = [...searchTerms.keys()].reduce((sum, term) => sum + dictionary.count(term), 0);
  // The best terms tell how rare the word is; a venue or year counts as well.
  const best = Math.max(0, ...terms.map(({ match }) => (match.kind === "fact" ? 0 : match.quality)));
  const counted = terms.filter(({ match }) => match.kind === "fact" || match.quality === best);
  const mayBeAuthor = word.length > 2 && !isStopWord(word) && dictionary.count(word) === 0;
  const byAuthor = mayBeAuthor ? (countByAuthor?.(word) ?? 0) : 0;
  const papers = byAuthor || withInitials || Math.max(0, ...counted.map((one) => one.papers));
  // The words of one concept count less than as many independent words.
  const rarity = Math.log(1 + (dictionary.size + 1) / (papers + 1)) / Math.sqrt(conceptLength);
  const isGuess =
    byAuthor + withInitials === 0 &&
    counted.every(({ match: { kind } }) => kind === "prefix" || kind === "typo");
  const isMatched = counted.length + byAuthor + withInitials > 0;
  const certainty = !isMatched ? weightFactor.unmatched : isGuess ? weightFactor.guessed : 1;
  const isLight =
    (isSentence && isLightWord(word)) ||
    (isRequest && isRequestWord(word)) ||
    (hasContent && isGuess && isLikeStopWord(word));
  const isStop = hasContent && isStopWord(word);
  const splits = terms
    .filter(({ term }) => term.includes(" "))
    .map(({ term, match }) => ({ words: term.split(" "), match }));
  return {
    word,
    terms: new Map(terms.map(({ term, match }) => [term, match])),
    splits,
    mayBeInitials,
    areInitials: withInitials > 0,
    isAlone,
    isAuthor: byAuthor > 0,
    searchTerms,
    // Of many terms the title's own words are looked up sooner.
    isIn: having !== undefined && searchTerms.size <= maxLookedUp ? having(searchTerms.keys()) : () => true,
    optional: isStop || isLight,
    weight: isStop ? optionalWeight : rarity * certainty * (isLight ? weightFactor.light : 1),
    count,
  };
}
