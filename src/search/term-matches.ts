import { type Dictionary, splitParts } from "./dictionary.js";
import type { Entry } from "./entry.js";
import type { Expansion } from "./expansions.js";
import { correctionOfJoin, correctionsOf, type Qualities, splitsOf } from "./guesses.js";
import { numeralsOf } from "./numerals.js";
import { stem } from "./stem.js";
import { searchTermOf, termOf } from "./terms.js";
import { isUnspaced, withoutParticle } from "./unspaced.js";
import { isLightWord, isLikeStopWord, isRequestWord, isStopWord, sentenceLength } from "./words.js";

/** How a term of a title matches a typed word. */
export interface Match {
  /** 1 for the word itself, less for what differs more. */
  readonly quality: number;
  readonly kind: "exact" | "form" | "prefix" | "typo" | "initials" | "concept" | "fact";
}

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

export interface MatchContext {
  readonly dictionary: Dictionary;
  /**
   * Which words may be misspelt: those that no title has, these and those that few have, all, or none; with none,
   * prefixes do not match either.
   */
  readonly typos: "unknown" | "rare" | "all" | "none";
  /** Corrections of misspelt words, as a cache between the stages of one query. */
  readonly corrections: Map<string, Qualities>;
  /** Tells which papers have any of these terms. */
  readonly having?: (terms: Iterable<string>) => (entry: Entry) => boolean;
  /** How many papers have adjacent words of these initials. */
  readonly countInitials?: (letters: string) => number;
  /** How many papers have an author with this name. */
  readonly countByAuthor?: (name: string) => number;
}

/**
 * Exact words, then other forms, other variants of the same concept, longer words, and typos by their distance. Venues
 * and years are below exact words: `neural networks` is a venue too, and a title with the words comes first.
 */
export const quality = {
  exact: 1,
  joined: 0.98,
  fact: 0.95,
  guessedFact: 0.72,
  author: 0.8,
  form: 0.85,
  family: 0.66,
  prefix: 0.82,
  initials: 0.75,
  longInitials: 0.85,
  /** Of a whole title. */
  wholeInitials: 0.95,
  /** Multiplies the quality of the single words of `vision transformer`. */
  partOfConcept: 0.8,
  /** The same of the `4` of `4 bit`: alone it counts something else. */
  partOfBitWidth: 0.4,
  concept: 0.84,
  bitWidth: 0.95,
  /** Multiplies the quality of what a word may be meant for, if titles have the word itself. */
  guessOfKnown: 0.6,
  /** The same of a long word: it is rather a name than another one with a typo. */
  guessOfName: 0.4,
  /** The same of letters that are the initials of another title, if they look like a word or are one with a typo. */
  unlikely: 0.6,
  typoOfInitials: 0.4,
  longerOfKnown: 0.9,
  /** A wrong ending hides a word: `evaluats` for `evaluating`. */
  otherEnding: 0.85,
} as const;

/** How many adjacent words may be one word of a title, or a venue's name. */
const maxJoinedWords = { word: 4, venue: 6 } as const;

const maxLongerWords = 200;

/** Letters of a word that is hardly another one by a typo. */
const longName = 6;

/** A word in no more titles than this is rare. */
const maxRare = 6;

/** Terms of which a paper is asked whether it has one. */
const maxLookedUp = 12;

/** Of a method: `fastpondskimmer`. */
const maxNameLength = 16;

/** Multiplies the weight of words of sentences, and of words of which only a guess matches. */
const weightFactor = { light: 0.3, guessed: 0.8, unmatched: 0.5 } as const;
export const optionalWeight = 0.05;

const isNumber = /^\p{N}+$/u;

/** A typed word, and the terms found so far. */
interface Candidate {
  readonly word: string;
  /** How many adjacent words name one concept with this one: 2 for each word of `vision transformer`. */
  readonly conceptLength: number;
  /** Multiplies the quality of the word without the others of its concept. */
  readonly alone: number;
  readonly terms: Map<string, Match>;
  mayBeInitials: boolean;
}

/** Finds everything that matches each typed word. Repeated words count once. */
export function termMatches(
  typed: readonly string[],
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TermMatch[] {
  const candidates = typed.map((word, i): Candidate => {
    const concepts = expansions.flatMap((expansion) =>
      "concept" in expansion && expansion.from <= i && i < expansion.to ? [expansion] : [],
    );
    const conceptLength = Math.max(1, ...concepts.map(({ from, to }) => to - from));
    const isWidth = isNumber.test(word) && concepts.some(({ concept }) => concept.isBitWidth);
    const alone = isWidth ? quality.partOfBitWidth : conceptLength > 1 ? quality.partOfConcept : 1;
    return { word, conceptLength, alone, terms: new Map(), mayBeInitials: false };
  });
  addWords(candidates, context.dictionary);
  addJoins(candidates);
  addLinks(candidates);
  for (const expansion of expansions) addExpansion(candidates, expansion, context);
  if (context.typos !== "none") addMisspeltJoins(candidates, context);
  for (const candidate of candidates) addGuesses(candidate, candidate === candidates.at(-1), context);
  const hasContent = typed.some((word) => !isStopWord(word));
  const isRequest = typed.some((word) => !isStopWord(word) && !isRequestWord(word));
  const isSentence =
    typed.length >= sentenceLength && typed.some((word) => !isStopWord(word) && !isLightWord(word));
  return candidates
    .filter(({ word }, i) => typed.lastIndexOf(word) === i)
    .map((candidate) => toTermMatch(candidate, { hasContent, isRequest, isSentence }, context));
}

function addTerm({ terms }: Candidate, term: string, quality: number, kind: Match["kind"]): void {
  if (quality > (terms.get(term)?.quality ?? 0)) terms.set(term, { quality, kind });
}

function addWords(candidates: readonly Candidate[], dictionary: Dictionary): void {
  for (const candidate of candidates) {
    const { word, alone: factor } = candidate;
    addTerm(candidate, word, quality.exact * factor, "exact");
    addTerm(candidate, termOf.stem(word), quality.form * factor, "form");
    // Shorter words are abbreviations, which have no family.
    if (word.length > 3) addTerm(candidate, searchTermOf(word), quality.family * factor, "form");
    addTerm(candidate, termOf.venue(word), quality.fact, "fact");
    for (const numeral of numeralsOf(word)) addTerm(candidate, numeral, quality.form * factor, "form");
    for (const other of otherPartsOfSpeech(word))
      if (dictionary.count(other) > 0)
        addTerm(candidate, searchTermOf(other), quality.family * factor, "form");
    if (word === "plus") for (const sign of ["+", "++"]) addTerm(candidate, sign, quality.form, "form");
    const named = word.replace(/(?<=..)plus(?:plus)?$/u, (plus) => "+".repeat(plus.length / 4));
    if (named !== word) addTerm(candidate, named, quality.joined, "form");
    if (!isUnspaced(word)) continue;
    const bare = withoutParticle(word);
    for (const unspaced of bare === null ? [word] : [word, bare]) {
      const written = unspaced === word ? quality.exact : quality.form;
      addTerm(candidate, unspaced, written * factor, "form");
      addTerm(candidate, Array.from(unspaced).join(" "), written * factor, "form");
    }
  }
}

/** Who does something and doing it, where they have stems of their own: `parser` and `parsing`. */
function otherPartsOfSpeech(word: string): readonly string[] {
  const root = /^([a-z]{3,})(?:ers?|ing)$/u.exec(word)?.[1];
  if (root === undefined) return [];
  return word.endsWith("ing") ? [`${root}er`, `${root}ers`] : [`${root}ing`];
}

/** `smooth quant` for a title's `SmoothQuant`, or for a venue of several words. */
function addJoins(candidates: readonly Candidate[]): void {
  for (const from of candidates.keys()) {
    for (let to = from + 2; to <= Math.min(candidates.length, from + maxJoinedWords.venue); to++) {
      const spanned = candidates.slice(from, to);
      const joined = spanned.map(({ word }) => word).join("");
      const [venue, stemmed] = [termOf.venue(joined), termOf.stem(joined)];
      for (const candidate of spanned) {
        addTerm(candidate, venue, quality.fact, "fact");
        if (spanned.length > maxJoinedWords.word) continue;
        addTerm(candidate, joined, quality.joined, "form");
        addTerm(candidate, stemmed, quality.form, "form");
      }
    }
  }
}

/** `wave2tide` for `Wave-to-Tide`. */
function addLinks(candidates: readonly Candidate[]): void {
  for (const [i, { word }] of candidates.entries()) {
    const link = soundsLike.get(word);
    const [before, after] = [candidates[i - 1], candidates[i + 1]];
    if (link === undefined || before === undefined || after === undefined) continue;
    const split = `${before.word} ${link} ${after.word}`;
    for (const candidate of candidates.slice(i - 1, i + 2)) addTerm(candidate, split, quality.form, "form");
  }
}

const soundsLike: ReadonlyMap<string, string> = new Map([
  ["2", "to"],
  ["4", "for"],
]);

/** `ptq44sam` for `PTQ4SAM`: what is unknown in part may be one misspelt name. */
function addMisspeltJoins(candidates: readonly Candidate[], context: MatchContext): void {
  const { dictionary } = context;
  const isUnknown = ({ word, terms }: Candidate) => isNumber.test(word) || !isAnyKnown(terms, dictionary);
  for (const from of candidates.keys()) {
    for (let to = from + 2; to <= Math.min(candidates.length, from + 3); to++) {
      const spanned = candidates.slice(from, to);
      const joined = spanned.map(({ word }) => word).join("");
      const isName = joined.length >= 6 && joined.length <= maxNameLength && !isUnspaced(joined);
      if (!isName || !spanned.some(isUnknown) || dictionary.count(joined) > 0) continue;
      for (const [term, quality] of correctionOfJoin(joined, context))
        for (const candidate of spanned) addTerm(candidate, term, quality, "typo");
    }
  }
}

function addExpansion(
  candidates: readonly Candidate[],
  expansion: Expansion,
  { dictionary, typos }: MatchContext,
): void {
  const spanned = candidates.slice(expansion.from, expansion.to);
  const variant = termOf.variant(spanned.map(({ word }) => word));
  for (const candidate of spanned) {
    if ("fact" in expansion) {
      addTerm(candidate, expansion.fact, quality.fact, "fact");
    } else if ("guess" in expansion) {
      const { typed, guess } = expansion;
      const isKnown = [typed, termOf.stem(typed)].some((term) => dictionary.count(term) > 0);
      if (typos !== "none" && !isKnown) addTerm(candidate, guess, quality.guessedFact, "typo");
    } else {
      const { id, isBitWidth } = expansion.concept;
      // One word alone matches as a word does.
      if (spanned.length > 1) addTerm(candidate, variant, quality.joined, "form");
      addTerm(candidate, termOf.concept(id), isBitWidth ? quality.bitWidth : quality.concept, "concept");
    }
  }
}

/**
 * Adds what may be meant: words typed as one; for unknown words and the last one longer words; for unknown words
 * initials and typos. If all words may be misspelt, known ones are guessed at as well, at a lower quality.
 */
function addGuesses(candidate: Candidate, isLast: boolean, context: MatchContext): void {
  const { word, terms } = candidate;
  const { dictionary, typos } = context;
  if (isNumber.test(word)) return;
  const isUnknown = !isAnyKnown(terms, dictionary);
  for (const split of splitsOf(word, dictionary)) addTerm(candidate, split, quality.joined, "form");
  if (typos === "none") return;
  const isKnown = dictionary.count(word) > 0;
  const factor = !isKnown ? 1 : word.length < longName ? quality.guessOfKnown : quality.guessOfName;
  // Of rare words too: the other titles may have the words in full.
  const isRare = isUnknown || isRareWord(word, dictionary);
  candidate.mayBeInitials = isRare && /^(?=.*[a-z])[a-z0-9]{2,7}$/u.test(word);
  const isGuessed = !isKnown || typos === "all" || (typos === "rare" && isRare);
  const mayBeCut = isLast || (word.length > 2 && isGuessed);
  const addLonger = (prefix: string, factor: number) => {
    for (const longer of dictionary.withPrefix(prefix, maxLongerWords)) {
      const share = prefix.length / longer.word.length;
      addTerm(candidate, longer.word, quality.prefix * (0.9 + 0.1 * share) * factor, "prefix");
    }
  };
  if (mayBeCut) addLonger(word, !isLast ? factor : isUnknown ? 1 : quality.longerOfKnown);
  if (isUnknown && stem(word).length > 3) addLonger(stem(word), quality.otherEnding);
  if (!isGuessed) return;
  for (const [term, quality] of correctionsOf(word, isLast, context))
    addTerm(candidate, term, quality * factor, "typo");
}

function isAnyKnown(terms: Candidate["terms"], { count }: Dictionary): boolean {
  for (const term of terms.keys()) if (count(term) > 0) return true;
  return false;
}

/** A word that few titles have may be cut or corrected into another one: `exam` for `examples`. */
export function isRareWord(word: string, { count }: Dictionary): boolean {
  return word.length > 2 && count(word) <= maxRare;
}

function unlikelier(match: Match): Match {
  return { ...match, quality: match.quality * quality.typoOfInitials };
}

function rarestPart(split: string, { count }: Dictionary): string {
  const [rarest = split] = splitParts(split).toSorted((a, b) => count(a) - count(b));
  return rarest;
}

function toTermMatch(
  { word, terms: all, conceptLength, mayBeInitials }: Candidate,
  {
    hasContent,
    isRequest,
    isSentence,
  }: { readonly hasContent: boolean; readonly isRequest: boolean; readonly isSentence: boolean },
  { dictionary, having, countInitials, countByAuthor }: MatchContext,
): TermMatch {
  const known = Array.from(all, ([term, match]) => ({ term, match, papers: dictionary.count(term) })).filter(
    ({ papers }) => papers > 0,
  );
  // A few letters can nearly always be cut into words; that tells nothing of what they mean.
  const whole = Math.max(0, ...known.map(({ term, match }) => (term.includes(" ") ? 0 : match.quality)));
  const withInitials = mayBeInitials && whole < quality.initials ? (countInitials?.(word) ?? 0) : 0;
  // What some title's words have as initials is rather these than a typo.
  const terms =
    withInitials > 0 && word.length > 3
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
  const byAuthor = dictionary.count(word) === 0 && word.length > 2 ? (countByAuthor?.(word) ?? 0) : 0;
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
    isAuthor: byAuthor > 0,
    searchTerms,
    // Of many terms the title's own words are looked up sooner.
    isIn: having !== undefined && searchTerms.size <= maxLookedUp ? having(searchTerms.keys()) : () => true,
    optional: isStop || isLight,
    weight: isStop ? optionalWeight : rarity * certainty * (isLight ? weightFactor.light : 1),
    count,
  };
}
