import type { AnnounceMode } from "../catalogue/change.js";
import type { RecordedChange } from "../store/changes.js";
import type { ReleaseOutcome } from "../upstream/watcher.js";
import type { HeldInList, ListChecks } from "./list-runners.js";
import type { ServedList } from "./list-view.js";

/** How a list is doing. */
export interface ListState {
  /** Null where nothing was recorded yet. */
  readonly lastChange: RecordedChange | null;
  /** Null for a list that never changes. */
  readonly checks: ListChecks | null;
}

/** What commands can do with lists. */
export interface Lists {
  /** How these lists are doing, by their ids. */
  readonly states: (ids: readonly string[]) => Promise<ReadonlyMap<string, ListState>>;
  /** The checks of every list that is watched. */
  readonly checks: () => Promise<readonly ListChecks[]>;
  /** The lists that a server may choose from, in the order in which they are served. */
  readonly availableTo: (guildId: string) => readonly ServedList[];
  /** Writes which of some lists a server sees. */
  readonly setVisible: (guildId: string, visible: ReadonlyMap<string, boolean>) => Promise<void>;
  /** Null where servers may not add lists. */
  readonly adding: ListAdding | null;
  /** Every held revision, in the order of the lists. */
  readonly held: () => Promise<readonly HeldInList[]>;
  /** Releases the held revision of a list. Waits for git. */
  readonly release: (listId: string, mode: AnnounceMode) => Promise<ReleaseOutcome>;
}

/** Adding lists to a server. */
export interface ListAdding {
  /** Reads the list that an admin named, and offers to add it. Waits for git. */
  readonly preview: (guildId: string, request: ListRequest) => Promise<PreviewOutcome>;
  /** Adds an offered list. Waits for git. */
  readonly add: (guildId: string, offer: string) => Promise<AddOutcome>;
  /** The lists that this server has added. */
  readonly addedBy: (guildId: string) => readonly ServedList[];
  /** Takes an added list out of this server; false where it has none of that id. */
  readonly remove: (guildId: string, listId: string) => Promise<boolean>;
}

/** What an admin typed. */
export interface ListRequest {
  readonly url: string;
  readonly branch: string | null;
  readonly path: string | null;
}

interface Refused {
  readonly kind: "refused";
  /** One sentence. */
  readonly reason: string;
}

export type PreviewOutcome =
  | {
      readonly kind: "list";
      /** The id of the offer, for {@link ListAdding.add}. */
      readonly offer: string;
      readonly list: ServedList;
      /** Where it is: `github.com/someone/papers, README.md on main`. */
      readonly where: string;
    }
  | Refused;

export type AddOutcome = { readonly kind: "added"; readonly list: ServedList } | Refused;
