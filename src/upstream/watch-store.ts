import type { KnownPaper, KnownPapers } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { StoredCatalogue } from "../store/catalogues.js";
import type { AcceptedList, AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import type { CatalogueStore } from "./serving.js";

/** Where the watcher keeps its state. */
export interface WatchStore extends CatalogueStore {
  /** The last accepted list, with the current names of its files. Null before the first one. */
  load(): Promise<AcceptedList | null>;
  /** Every paper ever known. */
  loadKnownPapers(): Promise<KnownPapers>;
  /**
   * Writes the steps, oldest first, and their announcements in one transaction, if the cursor is still at `expected`
   * (null: nothing accepted yet), with the list in the last one and what was read of it. False, and nothing written, if another process was
   * first.
   */
  commit(
    expected: string | null,
    steps: readonly AcceptedRevision[],
    files: readonly ListFile[],
    catalogue: StoredCatalogue,
  ): Promise<boolean>;
  /**
   * Writes revisions before the first one, oldest first, and what is known from them, if the cursor is at `expected`.
   * False, and nothing written, if it is not. Nothing is written twice.
   */
  commitPast(
    expected: string,
    steps: readonly AcceptedRevision[],
    learned: readonly KnownPaper[],
  ): Promise<boolean>;
  /** Null if no revision is held. */
  loadHeld(): Promise<HeldRevision | null>;
  saveHeld(held: HeldRevision | null): Promise<void>;
}
