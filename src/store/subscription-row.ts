import type { Insertable, Selectable } from "kysely";
import { z } from "zod";
import type { SubscriptionTable } from "./schema.js";
import {
  type Cadence,
  channelKinds,
  type Subscription,
  type SubscriptionSettings,
  type SubscriptionState,
  subscriptionKinds,
} from "./subscription.js";

const channelKind = z.enum(channelKinds);
const timeOfDay = { hour: z.number(), minute: z.number(), zone: z.string() };
const cadence: z.ZodType<Cadence> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("at once") }),
  z.object({ kind: z.literal("daily"), ...timeOfDay }),
  z.object({ kind: z.literal("weekly"), weekday: z.number(), ...timeOfDay }),
  z.object({ kind: z.literal("monthly"), day: z.number(), ...timeOfDay }),
]);
const tags = z.array(z.string());
const state: z.ZodType<SubscriptionState> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("active") }),
  z.object({ kind: z.literal("paused"), since: z.number() }),
  z.object({ kind: z.literal("blocked"), since: z.number(), reason: z.string() }),
]);

/** A subscription as its row has it. @throws if another program has written the row. */
export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  const { hour, minute, weekday, day, zone, since, reason, ...rest } = row;
  const kinds = row.kinds.split(",");
  return {
    ...rest,
    channelKind: channelKind.parse(row.channelKind),
    kinds: subscriptionKinds.filter((kind) => kinds.includes(kind)),
    cadence: cadence.parse({ kind: row.cadence, hour, minute: minute ?? 0, weekday, day, zone }),
    thread: row.thread === 1,
    publish: row.publish === 1,
    quiet: row.quiet === 1,
    tags: tags.parse(JSON.parse(row.tags)),
    state: state.parse({ kind: row.state, since, reason: reason ?? "" }),
  };
}

/** The columns of the settings. */
export function settingColumns(settings: SubscriptionSettings) {
  const { cadence } = settings;
  return {
    guildId: settings.guildId,
    channelId: settings.channelId,
    channelKind: settings.channelKind,
    query: settings.query,
    kinds: subscriptionKinds.filter((kind) => settings.kinds.includes(kind)).join(","),
    cadence: cadence.kind,
    hour: cadence.kind === "at once" ? null : cadence.hour,
    minute: cadence.kind === "at once" ? null : cadence.minute,
    weekday: cadence.kind === "weekly" ? cadence.weekday : null,
    day: cadence.kind === "monthly" ? cadence.day : null,
    zone: cadence.kind === "at once" ? null : cadence.zone,
    mentionRoleId: settings.mentionRoleId,
    thread: settings.thread ? 1 : 0,
    publish: settings.publish ? 1 : 0,
    quiet: settings.quiet ? 1 : 0,
    tags: JSON.stringify(settings.tags),
  } satisfies Partial<Insertable<SubscriptionTable>>;
}
