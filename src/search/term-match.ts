/** How a title's term came to stand for a typed word. */
export type MatchKind = "exact" | "form" | "prefix" | "typo" | "concept" | "fact";

export interface Match {
  /** 1 for the word itself, less the further away it is. */
  readonly quality: number;
  readonly kind: MatchKind;
}

/** Words that must stand side by side, written as one by whoever typed them. */
export interface Split extends Match {
  readonly words: readonly string[];
}

/** Terms with the quality of each. */
export type Qualities = readonly (readonly [term: string, quality: number])[];

/** One typed word, and everything in a paper that matches it. */
export interface TermMatch {
  readonly word: string;
  readonly terms: ReadonlyMap<string, Match>;
  readonly splits: readonly Split[];
  /** The terms to look for it by, with what each is worth: every paper that matches has one of them. */
  readonly sources: ReadonlyMap<string, number>;
  /** It may be missing: `the`, `of`. */
  readonly optional: boolean;
  /** How much it says: rare words more than common ones. Above 0. */
  readonly weight: number;
  /** How many papers match, at most: one with two of the terms counts twice. */
  readonly count: number;
}

/**
 * Exact words before other forms of them, these before longer words, before typos, before other ways to write the
 * same concept. Typos by their number of letters. A venue or year stands beside the title: `neural networks` is a
 * venue too, and a title with the words comes first.
 */
export const quality = {
  exact: 1,
  joined: 0.98,
  fact: 0.95,
  form: 0.85,
  prefix: 0.82,
  typo: [1, 0.72, 0.52],
  prefixTypo: 0.55,
  apart: 0.8,
  concept: 0.84,
  bitWidth: 0.95,
} as const;
