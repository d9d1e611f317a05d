import type { Paper } from "../../catalogue/paper.js";
import type { VenueRegistry } from "../../catalogue/venues.js";

/** The list as an edit finds it. */
export interface ListNow {
  readonly markdown: string;
  readonly papers: readonly Paper[];
  readonly venues: VenueRegistry;
  /** Four digits. */
  readonly thisYear: string;
  /** The list before each accident that was not mended, the latest last. */
  readonly beforeAccidents: readonly string[];
  /** A title for a paper that nobody has written. */
  readonly madeUpTitle: () => string;
}

/** What an edit does to the list. */
export type Edit =
  | {
      readonly kind: "commit";
      /**
       * `amend` replaces the newest commit, as a forced push does; an `accident` is one that the bot has to survive, and
       * `mend` takes the latest one back.
       */
      readonly how: "usual" | "amend" | "accident" | "mend";
      readonly markdown: string;
      /** One line: what was done. */
      readonly message: string;
      /** What to see in the channels, to follow a semicolon. */
      readonly expect: string;
    }
  | { readonly kind: "refused"; readonly reason: string };

export function refused(reason: string): Extract<Edit, { kind: "refused" }> {
  return { kind: "refused", reason };
}

export const announced = "announced within seconds where somebody is subscribed";
