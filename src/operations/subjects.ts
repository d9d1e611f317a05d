import type { ShardState } from "../discord/gateway-state.js";
import type { WatchedList } from "../lists/create-lists.js";
import type { Backlog } from "../store/backlog.js";

/** What is looked at when somebody asks how the bot is. */
export interface Subjects {
  readonly gateway: () => readonly ShardState[];
  readonly lists: () => Promise<readonly WatchedList[]>;
  /** Whether every list was read, or cannot be. */
  readonly areListsRead: () => boolean;
  /** `oldest` is when the oldest message that is still on its way was composed, in milliseconds since 1970. */
  readonly outbox: () => Promise<Backlog & { readonly oldest: number | null }>;
}
