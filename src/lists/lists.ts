import type { RecordedChange } from "../store/changes.js";
import type { ServedList } from "./list-view.js";

/** How a list is doing. */
export interface ListState {
  /** What changed last; null where nothing was recorded. */
  readonly lastChange: RecordedChange | null;
  /** One line: when it was looked at, and how that went. */
  readonly line: string;
}

/** What commands can do with lists. */
export interface Lists {
  /** How these lists are doing, by their ids. */
  readonly states: (ids: readonly string[]) => Promise<ReadonlyMap<string, ListState>>;
  /** Those that a server may choose from, in the order in which they are served. */
  readonly openTo: (guildId: string) => readonly ServedList[];
  /** Says which of some lists a server sees from now on. */
  readonly choose: (guildId: string, seen: ReadonlyMap<string, boolean>) => Promise<void>;
  /** Null where servers may not add lists. */
  readonly adding: ListAdding | null;
}

/** Adding lists to a server. */
export interface ListAdding {
  /**
   * Reads the list that an admin named, and offers to add it. Takes as long as its host does.
   */
  readonly look: (guildId: string, wanted: WantedList) => Promise<LookedAt>;
  /** Adds what was offered; what came of it, in one sentence where it was refused. */
  readonly add: (guildId: string, offer: string) => Promise<Added>;
  /** The lists that this server has added. */
  readonly addedBy: (guildId: string) => readonly ServedList[];
  /** Takes a list that this server has added out of it; false where there is none of that id. */
  readonly remove: (guildId: string, listId: string) => Promise<boolean>;
}

/** What an admin typed. */
export interface WantedList {
  readonly url: string;
  readonly branch: string | null;
  readonly path: string | null;
}

export type LookedAt =
  | {
      readonly kind: "list";
      /** What to say yes to. */
      readonly offer: string;
      readonly list: ServedList;
      /** Where it is: `github.com/someone/papers, README.md on main`. */
      readonly where: string;
    }
  | { readonly kind: "refused"; readonly reason: string };

export type Added =
  | { readonly kind: "added"; readonly list: ServedList }
  | { readonly kind: "refused"; readonly reason: string };
