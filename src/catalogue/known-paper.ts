/**
 * What is remembered of a paper for ever, also after it left the list: enough to know it again under another title
 * or link, and to know what has been announced of it. Plain JSON.
 */
export interface KnownPaper {
  /** The id it was first known by. It never changes. */
  readonly id: string;
  /** The title it was last seen with. */
  readonly title: string;
  /** Every title it was ever seen with, normalised, the first one first. */
  readonly titles: readonly string[];
  /** Every key (`arxiv:2309.16354`, `doi:…`, `url:…`, `code:…`) it was ever seen with; see `strong-keys.ts`. */
  readonly keys: readonly string[];
  /** The keys it was last seen with. */
  readonly currentKeys: readonly string[];
  /** Whether it ever had a link to code. */
  readonly hasCode: boolean;
  /** The venue it was last seen with. */
  readonly venue: string | null;
  /** Every venue, preprint servers apart, that it was ever seen with. */
  readonly venues: readonly string[];
}

/** Everything that was ever in a list, by id. */
export type Memory = ReadonlyMap<string, KnownPaper>;
