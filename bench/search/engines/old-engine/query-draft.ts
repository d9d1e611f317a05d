import { type Filters, noFilters } from "./query.js";

/** A query while its parts are being read. */
export interface QueryDraft {
  readonly words: string[];
  readonly withoutWords: string[];
  id: string | null;
  with: Filters;
  without: Filters;
}

export function createQueryDraft(): QueryDraft {
  return { words: [], withoutWords: [], id: null, with: noFilters, without: noFilters };
}

/** Adds to what the papers must have, or where it is `negated` must not have. What is there already is not added. */
export function addFilters(draft: QueryDraft, negated: boolean, more: Partial<Filters>): void {
  const side = negated ? "without" : "with";
  const { lists = [], venues = [], years = [], has = [], phrases = [], title = [] } = more;
  const before = draft[side];
  draft[side] = {
    lists: [...new Set([...before.lists, ...lists])],
    venues: [...new Set([...before.venues, ...venues])],
    years: [...before.years, ...years],
    has: [...new Set([...before.has, ...has])],
    phrases: [...new Set([...before.phrases, ...phrases])],
    title: [...new Set([...before.title, ...title])],
  };
}
