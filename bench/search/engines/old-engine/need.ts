/** How a title's word came to stand for a typed one. */
export type How = "exact" | "form" | "beginning" | "typo" | "meaning";

export interface Match {
  /** 1 for the word itself, less the further away it is. */
  readonly quality: number;
  readonly how: How;
}

/** Words that must stand side by side; any of each place's words will do. */
export interface Phrase extends Match {
  readonly places: readonly ReadonlySet<string>[];
}

/** Everything in a paper that answers one typed word. */
export interface Answers {
  readonly words: ReadonlyMap<string, Match>;
  readonly phrases: readonly Phrase[];
  readonly venues: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
}

/** One typed word, and what answers it. */
export interface Need extends Answers {
  readonly word: string;
  /** It may be missing: `the`, `of`. */
  readonly optional: boolean;
  /** How much it tells: rare words more than common ones. Above 0. */
  readonly weight: number;
}

/**
 * Exact words before other forms of them, these before longer words, before typos, before other words that mean the
 * same. Typos by their number of letters: whole words, and the beginnings of longer ones.
 */
export const quality = {
  exact: 1,
  joined: 0.98,
  form: 0.85,
  beginning: 0.82,
  typo: [1, 0.79, 0.6],
  cutTypo: [0.7, 0.6, 0.45],
  meaning: 0.78,
} as const;
