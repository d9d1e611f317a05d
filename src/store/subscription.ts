import type { ChangeKind } from "../catalogue/change.js";

/** Kinds of channel in which announcements differ. A forum gets a post, the others a message. */
export const channelKinds = ["text", "announcement", "forum"] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** A time of day: hour 0 to 23 and minute 0 to 59 in the time zone `zone`, an IANA name. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly zone: string;
}

/** When announcements are sent. Weekday 0 is Sunday; a month without the day has its last day instead. */
export type Cadence =
  | { readonly kind: "at once" }
  | ({ readonly kind: "daily" } & TimeOfDay)
  | ({ readonly kind: "weekly"; readonly weekday: number } & TimeOfDay)
  | ({ readonly kind: "monthly"; readonly day: number } & TimeOfDay);

/** The part of a subscription that an admin decides. */
export interface SubscriptionSettings {
  readonly guildId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind;
  /** A search query; an empty one matches everything. */
  readonly query: string;
  readonly kinds: readonly ChangeKind[];
  readonly cadence: Cadence;
  readonly mentionRoleId: string | null;
  /** Open a thread under each paper's first announcement, for the later ones too. A forum's posts are threads already. */
  readonly thread: boolean;
  /** Publish each announcement to the servers that follow an announcement channel. */
  readonly publish: boolean;
  /** Send without a notification. */
  readonly quiet: boolean;
  /** The names of the tags that a forum's posts get, besides those named like their venue, list or kind. */
  readonly tags: readonly string[];
}

/** Instants are milliseconds since 1970. */
export type SubscriptionState =
  | { readonly kind: "active" }
  /** By an admin. */
  | { readonly kind: "paused"; readonly since: number }
  /** Because Discord refuses the channel; it resumes by itself. */
  | { readonly kind: "blocked"; readonly since: number; readonly reason: string };

export interface Subscription extends SubscriptionSettings {
  readonly id: string;
  readonly createdAt: number;
  readonly state: SubscriptionState;
  /** How often Discord refused in a row. */
  readonly refusals: number;
  /** When the next message is built, or the channel is probed; null if nothing is pending or it is paused. */
  readonly dueAt: number | null;
  readonly lastSentAt: number | null;
}
