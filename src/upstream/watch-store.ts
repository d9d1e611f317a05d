import type { Change, Revision } from "../catalogue/change.js";
import type { KnownPaper, KnownPapers } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";

/** What the watcher knows between two checks. */
export interface WatchState {
  /** The last revision that was accepted: the cursor. */
  readonly revision: Revision;
  /**
   * The list as it was in that revision: what the catalogue is read from, also at start and without network. The paths
   * follow renames.
   */
  readonly files: readonly ListFile[];
  /** Every paper ever known. */
  readonly memory: KnownPapers;
}

/** How the changes of one revision are to be told. `none`: a first sight, or released as a new baseline. */
export type AnnounceMode = "announcements" | "digest" | "none";

/** One accepted revision: what the store keeps of it, in one transaction. */
export interface Step {
  readonly revision: Revision;
  readonly files: readonly ListFile[];
  readonly changes: readonly Change[];
  /** Known papers that are new, or that differ: to be written over what is there. */
  readonly learned: readonly KnownPaper[];
  readonly mode: AnnounceMode;
}

/** A revision that waits for the operator. */
export interface Held {
  readonly revision: Revision;
  /** One sentence, for the operator. */
  readonly reason: string;
  /** How many changes of each kind wait. */
  readonly added: number;
  readonly removed: number;
}

/** Where the watcher keeps what it knows. */
export interface WatchStore {
  load(): Promise<WatchState | null>;
  /**
   * Writes the steps, oldest first, in one transaction with whatever they cause, if the cursor still is at
   * `expected` (`null`: nothing accepted yet). False, and nothing written, where another process was first.
   */
  commit(expected: string | null, steps: readonly Step[]): Promise<boolean>;
  /** The revision that waits for the operator, or none. */
  loadHeld(): Promise<Held | null>;
  saveHeld(held: Held | null): Promise<void>;
}
