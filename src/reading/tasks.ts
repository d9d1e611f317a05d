import type { Change } from "../catalogue/change.js";
import type { KnownPaper } from "../catalogue/known-paper.js";
import type { Duplicates } from "../catalogue/lint/lint-papers.js";
import type { FileProblem } from "../catalogue/lint-list.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { SharedClaim } from "../catalogue/match-other-list.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import type { Venue } from "../catalogue/venues.js";
import type { Concept } from "../search/expansions.js";
import type { IndexedTitle } from "../search/indexed-title.js";

/**
 * What the reading process does, by name. Arguments and results are cloned on their way. Of a version, the long arrays
 * travel in slices: cloning ten thousand papers at once would block the process that receives them.
 */
export interface Tasks {
  parse(files: readonly ListFile[]): TitledCatalogue;
  lint(task: {
    readonly files: readonly ListFile[];
    readonly duplicates: Duplicates;
  }): readonly FileProblem[];
  /** Reads what is compared soon, and keeps it until then. */
  readAhead(task: { readonly list: string; readonly files: readonly ListFile[] }): void;
  /** Keeps known papers of a list for the next `restore`. */
  learn(task: { readonly list: string; readonly known: readonly KnownPaper[] }): void;
  /** Makes a version from its files and what was learned: that many papers, or the process has been another one. */
  restore(task: {
    readonly version: VersionRef;
    readonly files: readonly ListFile[];
    readonly learned: number;
  }): void;
  /** Forgets all of a list. */
  forget(list: string): void;
  /** Whether it keeps a version: it forgets old ones, and all of them when it ends. */
  keeps(version: VersionRef): boolean;
  compare(task: CompareTask): Promise<Counts>;
  /** The catalogue of a version, as `unpackCatalogue` takes it. */
  pack(version: VersionRef): string;
  /** What differs from the version that it was compared with. */
  changes(task: SliceTask): Slice<Change>;
  /** The known papers that are new or updated in it. */
  learned(task: SliceTask): Slice<KnownPaper>;
}

/** A list that was read. */
export interface TitledCatalogue extends Catalogue {
  /** The list's own title, if it has one. */
  readonly title: string | null;
}

/** A list that was read, and what a search has of its papers' titles. */
export interface IndexedCatalogue extends TitledCatalogue {
  /** In the order of the papers; null where they were not indexed. */
  readonly titles: readonly IndexedTitle[] | null;
}

/** A version of a list. Its number is never used twice. */
export interface VersionRef {
  readonly list: string;
  readonly number: number;
}

export interface CompareTask {
  readonly version: VersionRef;
  readonly files: readonly ListFile[];
  /** The version that it is compared with, which the process keeps; null for the first one of a list. */
  readonly before: VersionRef | null;
  /** Whether to ask which ids papers have in other lists. */
  readonly hasOtherLists: boolean;
}

/** Numbers of papers: in a version, in the one before, and what differs. */
export interface Counts {
  readonly papers: number;
  readonly before: number;
  readonly added: number;
  readonly removed: number;
  /** Added papers with a link that a paper of the version before had. */
  readonly retitled: number;
  /** Papers whose title has little in common with that of the version before. */
  readonly renamed: number;
  /** Papers with none of the links that they had in the version before. */
  readonly unlinked: number;
  /** Removed papers that still stand in the text. */
  readonly standing: number;
  /** Entries that could not be read, in the version and in the one before. */
  readonly unread: number;
  readonly unreadBefore: number;
}

export interface SliceTask {
  readonly version: VersionRef;
  readonly from: number;
}

export interface Slice<Item> {
  readonly items: readonly Item[];
  /** How many items there are in all. */
  readonly total: number;
}

/** Entries that are new in a list, and the answer: the papers of other lists that each may be. */
export type SharedIdsQuestion = readonly Paper[];
export type SharedIdsAnswer = readonly (readonly SharedClaim[])[];

/** What the bot says to the reading process: first `start`, then one task at a time, with its argument. */
export type ToReadingProcess<Task = never> =
  | {
      readonly kind: "start";
      readonly venues: readonly Venue[];
      /** Those with which titles are indexed; null: titles are not indexed. */
      readonly concepts: readonly Concept[] | null;
    }
  | { readonly kind: "task"; readonly name: keyof Tasks; readonly task: Task }
  | { readonly kind: "answer"; readonly claims: SharedIdsAnswer };

/** What it says: that it runs, then of each task what it asks, and its result or why there is none. */
export type FromReadingProcess<Result = unknown> =
  | { readonly kind: "ready" }
  | { readonly kind: "question"; readonly papers: SharedIdsQuestion }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly message: string };

/** Items that are cloned at once: about two milliseconds of work. */
export const sliceSize = 250;
