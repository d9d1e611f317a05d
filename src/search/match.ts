import type { Dictionary } from "./dictionary.js";
import type { Entry } from "./entry.js";
import type { Qualities } from "./guesses.js";

/** How a term of a title matches a typed word. */
export interface Match {
  /** 1 for the word itself, less for what differs more. */
  readonly quality: number;
  readonly kind: "exact" | "form" | "prefix" | "typo" | "initials" | "concept" | "fact";
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
  /** The same of four letters alone that are initials in the middle of a title: below a slip in a name as short. */
  coincidence: 0.55,
  longerOfKnown: 0.9,
  /** A wrong ending hides a word: `evaluats` for `evaluating`. */
  otherEnding: 0.85,
} as const;
