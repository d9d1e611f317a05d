import type { Dictionary } from "./dictionary.js";
import type { Expansion } from "./expansions.js";
import { stem } from "./stem.js";
import { isWord, termOf } from "./terms.js";
import { isStopWord } from "./words.js";

/** How a term of a title matches a typed word. */
export interface Match {
  /** 1 for the word itself, less for what differs more. */
  readonly quality: number;
  readonly kind: "exact" | "form" | "prefix" | "typo" | "concept" | "fact";
}

/** Everything that matches one typed word. */
export interface TermMatch {
  readonly terms: ReadonlyMap<string, Match>;
  /** Adjacent words of a title, typed as one. */
  readonly splits: readonly { readonly words: readonly string[]; readonly match: Match }[];
  /** The terms to search for, with the boost of each: every paper that matches has at least one of them. */
  readonly searchTerms: ReadonlyMap<string, number>;
  /** Papers may lack it: `the`, `of`. */
  readonly optional: boolean;
  /** Rare words have more. Above 0. */
  readonly weight: number;
  /** How many papers match, at most: papers with two of the terms count twice. */
  readonly count: number;
}

export interface MatchContext {
  readonly dictionary: Dictionary;
  /** Which words may be misspelt: those that no title has, all, or none; with none, prefixes do not match either. */
  readonly typos: "unknown" | "all" | "none";
  /** Corrections of misspelt words, as a cache between the stages of one query. */
  readonly corrections: Map<string, Qualities>;
}

type Qualities = readonly (readonly [term: string, quality: number])[];

/**
 * Exact words, then other forms, other variants of the same concept, longer words, and typos by their distance. Venues
 * and years are below exact words: `neural networks` is a venue too, and a title with the words comes first.
 */
const quality = {
  exact: 1,
  joined: 0.98,
  fact: 0.95,
  form: 0.85,
  prefix: 0.82,
  typo: [1, 0.72, 0.52],
  prefixTypo: 0.55,
  /** Multiplies the quality of the single words of `vision transformer`. */
  partOfConcept: 0.8,
  concept: 0.84,
  bitWidth: 0.95,
} as const;

/** How many adjacent words may be one word of a title, or a venue's name. */
const maxJoinedWords = { word: 4, venue: 6 } as const;

const limits = { longerWords: 200, typos: 60, misspeltWords: 6 } as const;

/** A typed word, and the terms found so far. */
interface Candidate {
  readonly word: string;
  /** How many adjacent words name one concept with this one: 2 for each word of `vision transformer`. */
  readonly conceptLength: number;
  readonly terms: Map<string, Match>;
}

/** Finds everything that matches each typed word. Repeated words count once. */
export function termMatches(
  typed: readonly string[],
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TermMatch[] {
  const candidates = typed.map((word, i): Candidate => {
    const lengths = expansions.flatMap((expansion) =>
      "concept" in expansion && expansion.from <= i && i < expansion.to ? expansion.to - expansion.from : [],
    );
    return { word, conceptLength: Math.max(1, ...lengths), terms: new Map() };
  });
  addWords(candidates);
  addJoins(candidates);
  for (const expansion of expansions) addExpansion(candidates, expansion);
  for (const candidate of candidates) addGuesses(candidate, candidate === candidates.at(-1), context);
  const hasContent = typed.some((word) => !isStopWord(word));
  return candidates
    .filter(({ word }, i) => typed.lastIndexOf(word) === i)
    .map((candidate) => toTermMatch(candidate, hasContent && isStopWord(candidate.word), context.dictionary));
}

function addTerm({ terms }: Candidate, term: string, quality: number, kind: Match["kind"]): void {
  if (quality > (terms.get(term)?.quality ?? 0)) terms.set(term, { quality, kind });
}

function addWords(candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    const { word, conceptLength } = candidate;
    const factor = conceptLength > 1 ? quality.partOfConcept : 1;
    addTerm(candidate, word, quality.exact * factor, "exact");
    addTerm(candidate, termOf.stem(word), quality.form * factor, "form");
    addTerm(candidate, termOf.venue(word), quality.fact, "fact");
  }
}

/** `smooth quant` for a title's `SmoothQuant`, or for a venue of several words. */
function addJoins(candidates: readonly Candidate[]): void {
  for (const from of candidates.keys()) {
    for (let to = from + 2; to <= Math.min(candidates.length, from + maxJoinedWords.venue); to++) {
      const spanned = candidates.slice(from, to);
      const joined = spanned.map(({ word }) => word).join("");
      for (const candidate of spanned) {
        addTerm(candidate, termOf.venue(joined), quality.fact, "fact");
        if (spanned.length > maxJoinedWords.word) continue;
        addTerm(candidate, joined, quality.joined, "form");
        addTerm(candidate, termOf.stem(joined), quality.form, "form");
      }
    }
  }
}

function addExpansion(candidates: readonly Candidate[], expansion: Expansion): void {
  const spanned = candidates.slice(expansion.from, expansion.to);
  const variant = termOf.variant(spanned.map(({ word }) => word));
  for (const candidate of spanned) {
    if ("fact" in expansion) {
      addTerm(candidate, expansion.fact, quality.fact, "fact");
    } else {
      const { id, isBitWidth } = expansion.concept;
      addTerm(candidate, variant, quality.joined, "form");
      addTerm(candidate, termOf.concept(id), isBitWidth ? quality.bitWidth : quality.concept, "concept");
    }
  }
}

/** Adds what may be meant: joined words and typos for unknown words, longer words for unknown ones and the last one. */
function addGuesses(candidate: Candidate, isLast: boolean, context: MatchContext): void {
  const { word, terms } = candidate;
  const { dictionary, typos } = context;
  if (/^\p{N}+$/u.test(word)) return;
  const isUnknown = ![...terms.keys()].some((term) => dictionary.count(term) > 0);
  if (isUnknown)
    for (const split of splitsOf(word, dictionary)) addTerm(candidate, split, quality.joined, "form");
  if (typos === "none") return;
  const prefixes = isLast || (dictionary.count(word) === 0 && word.length > 2) ? [word] : [];
  // A wrong ending hides a word: `evaluats` for `evaluating`.
  if (isUnknown && stem(word).length > 3) prefixes.push(stem(word));
  for (const prefix of prefixes) {
    for (const longer of dictionary.withPrefix(prefix, limits.longerWords)) {
      const share = prefix.length / longer.word.length;
      addTerm(candidate, longer.word, quality.prefix * (0.9 + 0.1 * share), "prefix");
    }
  }
  if (dictionary.count(word) > 0 && typos !== "all") return;
  for (const [term, quality] of correctionsOf(word, isLast, context))
    addTerm(candidate, term, quality, "typo");
}

/** Two or three known words written as one: `smooth quant` for `smoothquant`, `few bit backward`. */
function splitsOf(word: string, { count }: Dictionary): string[] {
  const pairs = (whole: string, minLength: number) =>
    Array.from({ length: Math.max(0, whole.length - 2 * minLength + 1) }, (_, i) => minLength + i)
      .map((at) => [whole.slice(0, at), whole.slice(at)] as const)
      .filter(([left]) => count(left) > 0);
  const splits = (whole: string, minLength: number) =>
    pairs(whole, minLength).flatMap(([left, right]) => (count(right) > 0 ? `${left} ${right}` : []));
  const inThree = pairs(word, 2).flatMap(([left, rest]) => splits(rest, 2).map((pair) => `${left} ${pair}`));
  return [...splits(word, 1), ...inThree];
}

/** Known words of which `word` may be a typo, or if it is the last one, a misspelt prefix. */
function correctionsOf(word: string, isLast: boolean, { dictionary, corrections }: MatchContext): Qualities {
  // Nearly every word of three letters is one typo away from another one.
  const isKnownShort = word.length === 3 && dictionary.count(word) > 0;
  if (word.length < 3 || isStopWord(word) || isKnownShort) return [];
  const cached = corrections.get(word);
  if (cached || corrections.size >= limits.misspeltWords) return cached ?? [];
  const whole = dictionary.fuzzy(word, word.length < 5 ? 1 : 2, limits.typos);
  const longer = isLast && word.length > 3 ? dictionary.withFuzzyPrefix(word, limits.typos) : [];
  const found: Qualities = [
    ...whole.map((known) => [known.word, quality.typo[known.distance] ?? 0] as const),
    ...longer.map((known) => [known.word, quality.prefixTypo] as const),
  ];
  corrections.set(word, found);
  return found;
}

function toTermMatch(
  { terms: all, conceptLength }: Candidate,
  optional: boolean,
  dictionary: Dictionary,
): TermMatch {
  const terms = [...all].filter(([term]) => dictionary.count(term) > 0);
  const searchTerms = new Map<string, number>();
  for (const [term, { quality }] of terms) {
    const [rarest = term] = term.split(" ").sort((a, b) => dictionary.count(a) - dictionary.count(b));
    const searched = isWord(rarest) ? termOf.stem(rarest) : rarest;
    searchTerms.set(searched, Math.max(quality, searchTerms.get(searched) ?? 0));
  }
  const count = [...searchTerms.keys()].reduce((sum, term) => sum + dictionary.count(term), 0);
  // The best terms tell how rare the word is; a venue or year counts as well.
  const best = Math.max(...terms.map(([, { kind, quality }]) => (kind === "fact" ? 0 : quality)));
  const counted = terms.filter(([, { kind, quality }]) => kind === "fact" || quality === best);
  const papers = Math.max(0, ...counted.map(([term]) => dictionary.count(term)));
  // The words of one concept count less than as many independent words.
  const rarity = Math.log(1 + (dictionary.size + 1) / (papers + 1)) / Math.sqrt(conceptLength);
  const weight = optional ? 0.05 : rarity;
  const splits = terms
    .filter(([term]) => term.includes(" "))
    .map(([term, match]) => ({ words: term.split(" "), match }));
  return { terms: new Map(terms), splits, searchTerms, optional, weight, count };
}
