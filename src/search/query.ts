import type { LinkKind } from "../catalogue/paper.js";
import type { Expansion } from "./expansions.js";

/** Both ends belong to it; null is no limit. */
export interface YearRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** What a paper must or must not have, apart from the typed words. Within one list any will do (for `has`: all). */
export interface Filters {
  /** Ids of lists. */
  readonly lists: readonly string[];
  /** Standard names. */
  readonly venues: readonly string[];
  readonly years: readonly YearRange[];
  readonly has: readonly LinkKind[];
  /** Words that must stand side by side in the title, as typed. */
  readonly phrases: readonly string[];
  /** Words that must stand in the title: spelling and inflection aside, but no typos and no abbreviations. */
  readonly title: readonly string[];
}

/** A search, parsed. Plain data. */
export interface Query {
  /** The words to search for, as typed; white space is single spaces. */
  readonly text: string;
  /** What the words can mean in the field. Follows from `text`. */
  readonly expansions: readonly Expansion[];
  /** An arXiv id, a paper's own id, or a link: opens that paper. */
  readonly id: string | null;
  readonly with: Filters;
  readonly without: Filters & { readonly words: readonly string[] };
}

export const noFilters: Filters = { lists: [], venues: [], years: [], has: [], phrases: [], title: [] };

export const emptyQuery: Query = {
  text: "",
  expansions: [],
  id: null,
  with: noFilters,
  without: { ...noFilters, words: [] },
};

/** The query with the filters of a command's options; an option takes the place of the same filter in the text. */
export function withFilters(
  query: Query,
  options: { readonly venue?: string; readonly year?: number; readonly has?: LinkKind },
): Query {
  const { venue, year, has } = options;
  return {
    ...query,
    with: {
      ...query.with,
      ...(venue !== undefined && { venues: [venue] }),
      ...(year !== undefined && { years: [{ from: year, to: year }] }),
      ...(has !== undefined && !query.with.has.includes(has) && { has: [...query.with.has, has] }),
    },
  };
}
