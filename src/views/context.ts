import type { Announcement, RecordedChange } from "../announce/announcement.js";
import type { SettingsProblem } from "../announce/check-settings.js";
import type { DeliveryExplanation } from "../announce/explain-deliveries.js";
import type { Outcome } from "../announce/outcome-of.js";

import type { Subscription, SubscriptionSettings } from "../announce/subscription.js";
import type { Subscriptions } from "../announce/subscriptions.js";
import type { AnnounceMode, Revision } from "../catalogue/change.js";
import type { Paper } from "../catalogue/paper.js";
import type { ShufflePosition } from "../catalogue/shuffle.js";
import type { Channels } from "../discord/channels.js";
import type { ListView } from "../lists/list-view.js";
import type { Lists } from "../lists/lists.js";

/** What is true of the running bot, for /about. */
export interface BotFacts {
  readonly version: string;
  readonly servers: number;
  /** Milliseconds of the last gateway heartbeat's round trip, `null` before the first. */
  readonly latency: number | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly inviteUrl: string;
  /** Lines on what announcements do: the backlog, the last check of the list, the next. Empty where there are none. */
  readonly status: () => Promise<readonly string[]>;
}

/** Remembers where each person is in each deck, so that a new `/random` goes on where the last one ended. */
export interface Positions {
  readonly get: (personId: string, deck: string) => ShufflePosition | null;
  readonly set: (personId: string, deck: string, position: ShufflePosition) => void;
}

/** A list's revision that waits for the operator, as it looked like an accident. */
export interface HeldRevision {
  readonly listId: string;
  readonly listName: string;
  readonly revision: Revision;
  /** One sentence. */
  readonly reason: string;
  readonly added: number;
  readonly removed: number;
}

/** What commands can do with announcements. All of it is in the store or in memory, and quick. */
export interface Announcing {
  readonly subscriptions: Subscriptions;
  readonly channels: Channels;
  /** What a message told; `null` where nobody knows any more. */
  readonly loadAnnouncement: (messageId: string) => Promise<Announcement | null>;
  /** What is wrong with settings, before they are saved. */
  readonly problemWith: (settings: SubscriptionSettings) => SettingsProblem | null;
  /** The latest changes of these lists, newest first. */
  readonly history: (lists: readonly string[]) => Promise<readonly RecordedChange[]>;
  /** What these settings would have announced over the history of the lists that their server sees, newest first. */
  readonly preview: (
    settings: Pick<SubscriptionSettings, "guildId" | "query" | "kinds">,
  ) => Promise<readonly RecordedChange[]>;
  readonly explainDeliveries: (guildId: string, paper: Paper) => Promise<DeliveryExplanation[]>;
  /** Sends a sample where a subscription's announcements go. */
  readonly sendSample: (subscription: Subscription) => Promise<Outcome>;
  /** Every revision that is held, in the order of the lists. */
  readonly held: () => Promise<readonly HeldRevision[]>;
  /** Lets a list's held revision go on; what came of it, in one sentence. */
  readonly release: (listId: string, mode: AnnounceMode) => Promise<string>;
}

/** All that answering one interaction can see. Everything is in memory: nothing here waits for a network. */
export interface Context {
  /** What whoever asks sees, where they ask. */
  readonly listView: ListView;
  readonly lists: Lists;
  readonly facts: BotFacts;
  readonly positions: Positions;
  /** `null` where no list has an upstream, and so nothing is ever announced. */
  readonly announcing: Announcing | null;
  readonly person: { readonly id: string; readonly mayManage: boolean };
  /** The server of whoever runs the bot, `null` where none is named. */
  readonly operatorGuildId: string | null;
  /** `null` in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
}
