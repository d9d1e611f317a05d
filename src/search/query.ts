import type { LinkKind } from "../catalogue/paper.js";
import type { Expansion } from "./expansions.js";

/** Both ends are included; null is no limit. */
export interface YearRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** What a paper must or must not have, in addition to the typed words. One value of each array is enough (of `has`, `phrases` and `title`: all). */
export interface Filters {
  /** Ids of lists. */
  readonly lists: readonly string[];
  /** Standard names. */
  readonly venues: readonly string[];
  readonly years: readonly YearRange[];
  readonly has: readonly LinkKind[];
  /** Names as typed: one author has all words of one of them. */
  readonly authors: readonly string[];
  /** Words that must be adjacent in the title, as typed. */
  readonly phrases: readonly string[];
  /** Words that must be in the title, in any spelling or inflection, but without typos and abbreviations. */
  readonly title: readonly string[];
}

/** A search, parsed. Plain data. */
export interface Query {
  /** The words to search for, as typed; white space is single spaces. */
  readonly text: string;
  /** What the words can mean in the field; derived from `text`. */
  readonly expansions: readonly Expansion[];
  /** An arXiv id, a paper's own id, or a link: opens that paper. */
  readonly id: string | null;
  readonly with: Filters;
  readonly without: Filters & { readonly words: readonly string[] };
}

export const noFilters: Filters = {
  lists: [],
  venues: [],
  years: [],
  has: [],
  authors: [],
  phrases: [],
  title: [],
};

export const emptyQuery: Query = {
  text: "",
  expansions: [],
  id: null,
  with: noFilters,
  without: { ...noFilters, words: [] },
};

/** A URL for comparison: without scheme, `www.` and final slashes. */
export function plainUrl(text: string): string {
  return text.replace(/^https?:\/\/(?:www\.)?/iu, "").replace(/\/+$/u, "");
}
