import type { ChangeKind } from "../catalogue/change.js";

/** Kinds of channel that announcements differ in. A forum gets a post, the others a message. */
export const channelKinds = ["text", "announcement", "forum"] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** When what is new is told. Hours are 0 to 23 on the clocks of `zone`, an IANA name; weekday 0 is Sunday. */
export type Cadence =
  | { readonly kind: "at once" }
  | { readonly kind: "daily"; readonly hour: number; readonly zone: string }
  | { readonly kind: "weekly"; readonly weekday: number; readonly hour: number; readonly zone: string };

/** What an admin decides. */
export interface SubscriptionSettings {
  readonly guildId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind;
  /** A search query; empty for everything. */
  readonly query: string;
  readonly kinds: readonly ChangeKind[];
  readonly cadence: Cadence;
  readonly mentionRoleId: string | null;
  /** Open a thread under each announcement. A forum's posts are threads already. */
  readonly thread: boolean;
  /** Publish each announcement to the servers that follow an announcement channel. */
  readonly publish: boolean;
}

/** Instants are milliseconds since 1970. */
export type SubscriptionState =
  | { readonly kind: "active" }
  /** By an admin. */
  | { readonly kind: "paused"; readonly since: number }
  /** By Discord's refusal; it resumes by itself. */
  | { readonly kind: "blocked"; readonly since: number; readonly reason: string };

export interface Subscription extends SubscriptionSettings {
  readonly id: string;
  readonly createdAt: number;
  readonly state: SubscriptionState;
  /** How often Discord refused in a row. */
  readonly refusals: number;
  /** When what waits will be told, or tried again; null where nothing waits. */
  readonly dueAt: number | null;
  readonly lastSentAt: number | null;
}
