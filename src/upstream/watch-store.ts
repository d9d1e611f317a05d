import type { KnownPapers } from "../catalogue/known-paper.js";
import type { AcceptedList, AcceptedRevision, HeldRevision } from "../store/upstreams.js";

/** What the watcher knows between two checks. The cursor's files are also what is served at start; their paths follow renames. */
export interface WatchState extends AcceptedList {
  /** Every paper ever known. */
  readonly knownPapers: KnownPapers;
}

/** Where the watcher keeps its state. */
export interface WatchStore {
  /** Null before the first accepted revision. */
  load(): Promise<WatchState | null>;
  /**
   * Writes the steps, oldest first, and their announcements in one transaction, if the cursor is still at `expected`
   * (null: nothing accepted yet). False, and nothing written, if another process was first.
   */
  commit(expected: string | null, steps: readonly AcceptedRevision[]): Promise<boolean>;
  /** Null if no revision is held. */
  loadHeld(): Promise<HeldRevision | null>;
  saveHeld(held: HeldRevision | null): Promise<void>;
}
