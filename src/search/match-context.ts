import type { Dictionary } from "./dictionary.js";
import type { Qualities } from "./term-match.js";

/** What the search knows and wants when it works out what matches the words of one query. */
export interface MatchContext {
  readonly dictionary: Dictionary;
  /** How many papers there are. */
  readonly size: number;
  /** Which words may be misspelt: those that no title has, all of them, or none; then no word may be cut short either. */
  readonly typos: "unknown" | "all" | "none";
  /** What misspelt words may have been meant to be, as far as it was asked for before. */
  readonly corrections: Map<string, Qualities>;
}
