import type { Handled } from "../interactions/handled.js";
import type { OnQuery } from "../store/open-store.js";

/** What the parts of the bot report as it happens. Each is missing where nothing is measured, and costs nothing then. */
export interface Measures {
  readonly onHandled?: (handled: Handled) => void;
  /** What became of an attempt to post an announcement. */
  readonly onOutcome?: (outcome: string) => void;
  /** A response of Discord's REST API. @param scope whose rate limit it is, of a 429; null where Discord does not say */
  readonly onResponse?: (status: number, scope: string | null) => void;
  readonly onQuery?: OnQuery;
  /** The connection to Discord's gateway was closed. */
  readonly onClosed?: (code: number) => void;
}
