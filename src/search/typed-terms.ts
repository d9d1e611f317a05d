import type { Dictionary } from "./dictionary.js";
import type { Expansion } from "./expansions.js";
import { correctionOfJoin, correctionsOf, splitsOf } from "./guesses.js";
import { type Match, type MatchContext, quality } from "./match.js";
import { numeralsOf } from "./numerals.js";
import { stem } from "./stem.js";
import { searchTermOf, termOf } from "./terms.js";
import { isUnspaced, withoutParticle } from "./unspaced.js";

/** How many adjacent words may be one word of a title, or a venue's name. */
const maxJoinedWords = { word: 4, venue: 6 } as const;

const maxLongerWords = 200;

/** Letters of a word that is hardly another one by a typo. */
const longName = 6;

/** A word in no more titles than this is rare. */
const maxRare = 6;

/** Of a method: `fastpondskimmer`. */
const maxNameLength = 16;

const isNumber = /^\p{N}+$/u;

/** A typed word, and the terms found so far. */
export interface TypedTerms {
  readonly word: string;
  /** How many adjacent words name one concept with this one: 2 for each word of `vision transformer`. */
  readonly conceptLength: number;
  /** Multiplies the quality of the word without the others of its concept. */
  readonly alone: number;
  readonly terms: Map<string, Match>;
  mayBeInitials: boolean;
}

/** The terms that each typed word may stand for: itself, its forms, what it joins or names with others, and guesses. */
export function typedTerms(
  typed: readonly string[],
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TypedTerms[] {
  const all = typed.map((word, i): TypedTerms => {
    const concepts = expansions.flatMap((expansion) =>
      "concept" in expansion && expansion.from <= i && i < expansion.to ? [expansion] : [],
    );
    const conceptLength = Math.max(1, ...concepts.map(({ from, to }) => to - from));
    const isWidth = isNumber.test(word) && concepts.some(({ concept }) => concept.isBitWidth);
    const alone = isWidth ? quality.partOfBitWidth : conceptLength > 1 ? quality.partOfConcept : 1;
    return { word, conceptLength, alone, terms: new Map(), mayBeInitials: false };
  });
  addWords(all, context.dictionary);
  addJoins(all);
  addLinks(all);
  for (const expansion of expansions) addExpansion(all, expansion, context);
  if (context.typos !== "none") addMisspeltJoins(all, context);
  for (const one of all) addGuesses(one, one === all.at(-1), context);
  return all;
}

function addTerm({ terms }: TypedTerms, term: string, quality: number, kind: Match["kind"]): void {
  if (quality > (terms.get(term)?.quality ?? 0)) terms.set(term, { quality, kind });
}

function addWords(candidates: readonly TypedTerms[], dictionary: Dictionary): void {
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
function addJoins(candidates: readonly TypedTerms[]): void {
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
function addLinks(candidates: readonly TypedTerms[]): void {
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
function addMisspeltJoins(candidates: readonly TypedTerms[], context: MatchContext): void {
  const { dictionary } = context;
  const isUnknown = ({ word, terms }: TypedTerms) => isNumber.test(word) || !isAnyKnown(terms, dictionary);
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
  candidates: readonly TypedTerms[],
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
function addGuesses(candidate: TypedTerms, isLast: boolean, context: MatchContext): void {
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

function isAnyKnown(terms: TypedTerms["terms"], { count }: Dictionary): boolean {
  for (const term of terms.keys()) if (count(term) > 0) return true;
  return false;
}

/** A word that few titles have may be cut or corrected into another one: `exam` for `examples`. */
export function isRareWord(word: string, { count }: Dictionary): boolean {
  return word.length > 2 && count(word) <= maxRare;
}
