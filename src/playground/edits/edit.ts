import type { Paper } from "../../catalogue/paper.js";
import type { VenueRegistry } from "../../catalogue/venues.js";

/** The list before an edit. */
export interface ListNow {
  readonly markdown: string;
  readonly papers: readonly Paper[];
  readonly venues: VenueRegistry;
  /** Four digits. */
  readonly thisYear: string;
  /** The list before each accident that is not mended yet, the latest last. */
  readonly beforeAccidents: readonly string[];
  /** Makes up a title. */
  readonly madeUpTitle: () => string;
}

/** The outcome of an edit. */
export type Edit =
  | {
      readonly kind: "commit";
      /**
       * `amend` replaces the newest commit, as a forced push does. The bot must tolerate an `accident`, and `mend`
       * reverts the latest one.
       */
      readonly how: "normal" | "amend" | "accident" | "mend";
      readonly markdown: string;
      /** The commit message, one line. */
      readonly message: string;
      /** The expected effect in the channels, shown after a semicolon. */
      readonly expect: string;
    }
  | { readonly kind: "refused"; readonly reason: string };

export function refused(reason: string): Extract<Edit, { kind: "refused" }> {
  return { kind: "refused", reason };
}

export const announced = "announced within seconds in subscribed channels";
