import type { Announcing } from "../announce/announcing.js";
import type { Citer } from "../citations/create-citer.js";
import type { DetailsService } from "../details/create-details.js";
import type { Channels } from "../discord/channels.js";
import type { Caller } from "../interactions/caller.js";
import type { ListView } from "../lists/list-view.js";
import type { Lists } from "../lists/lists.js";
import type { ShufflePositions } from "../lists/shuffle-positions.js";
import type { PersonalData } from "../store/personal-data.js";

/** What is true of the running bot, for /about. */
export interface BotFacts {
  readonly version: string;
  readonly servers: number;
  /** Milliseconds of the last gateway heartbeat's round trip, `null` before the first. */
  readonly latency: number | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly inviteUrl: string;
}

/** What is stored of one person. */
export interface Privacy {
  readonly load: (personId: string) => Promise<PersonalData>;
  /** Deletes all of it. @returns how many rows that were */
  readonly erase: (personId: string) => Promise<number>;
}

/**
 * Everything that a command or route of Paperboy can use. Answers come from memory and the store. What waits for a network
 * says so, and is answered as *pending* or within a time limit of its own.
 */
export interface Context extends Caller {
  /** What the caller sees, in this server or outside of servers. */
  readonly listView: ListView;
  readonly lists: Lists;
  readonly facts: BotFacts;
  readonly positions: ShufflePositions;
  readonly details: Pick<DetailsService, "of" | "ofKey" | "opened">;
  readonly citer: Citer;
  readonly channels: Channels;
  readonly privacy: Privacy;
  /** `starting` until the client is ready; `null` where no list ever changes, so that nothing is announced. */
  readonly announcing: Announcing | "starting" | null;
}
