import type { Details } from "../catalogue/details.js";

/** What came of asking a source about some keys. */
export type FetchOutcome =
  /** Keys that are not among the found ones are unknown there. */
  | { readonly kind: "fetched"; readonly found: ReadonlyMap<string, Details> }
  /** It asks for a pause. `retryAfter` in milliseconds; null where it does not say how long. */
  | { readonly kind: "rate limited"; readonly retryAfter: number | null }
  /** It refuses these keys, or its answer about them cannot be read: one of them may be the cause. */
  | { readonly kind: "unreadable"; readonly reason: string }
  /** It cannot be reached, or has an error of its own. */
  | { readonly kind: "failed"; readonly reason: string };

/** A service that knows the authors and abstracts of papers by their keys. */
export interface DetailsSource {
  /** The beginning of its keys, before the colon: `arxiv`. */
  readonly name: string;
  /** Keys in one request. */
  readonly batch: number;
  /** From the end of a request to the start of the next one. Milliseconds. */
  readonly pace: number;
  /** Asks about keys, at least one. Never throws because of the service or the network. */
  readonly fetch: (keys: readonly string[], signal: AbortSignal) => Promise<FetchOutcome>;
}
