import type { DeckPosition } from "../catalogue/deck.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import type { Search } from "../search/search.js";

/** A list as it is served: its catalogue and the index over it, made together and replaced together. */
export interface Library {
  readonly name: string;
  /** Where people can read the list, or `null` where it is a local file. */
  readonly url: string | null;
  readonly catalogue: Catalogue;
  readonly byId: ReadonlyMap<string, Paper>;
  readonly search: Search;
  /** The commit the list was read at, or `null` for the copy that comes with the bot. */
  readonly revision: { readonly sha: string; readonly date: string; readonly url: string | null } | null;
}

/** What is true of the running bot, for /about. */
export interface BotFacts {
  readonly version: string;
  readonly servers: number;
  /** Milliseconds of the last gateway heartbeat's round trip, `null` before the first. */
  readonly latency: number | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly inviteUrl: string;
  /** Lines that other parts of the bot add: what announcements do, when the list was last checked. */
  readonly status: readonly string[];
}

/** Remembers where each person is in each deck, so that a new `/random` goes on where the last one ended. */
export interface Positions {
  readonly get: (personId: string, deck: string) => DeckPosition | null;
  readonly set: (personId: string, deck: string, position: DeckPosition) => void;
}

/** All that answering one interaction can see. Everything is in memory: nothing here waits for a network. */
export interface Context {
  readonly library: Library;
  readonly facts: BotFacts;
  readonly positions: Positions;
  readonly person: { readonly id: string; readonly mayManage: boolean };
  /** `null` in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
}
