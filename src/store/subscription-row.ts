import type { Insertable, Selectable } from "kysely";
import { changeKinds } from "../catalogue/change.js";
import type { SubscriptionTable } from "./schema.js";
import {
  type Cadence,
  channelKinds,
  type Subscription,
  type SubscriptionSettings,
  type SubscriptionState,
} from "./subscription.js";

type Row = Selectable<SubscriptionTable>;

/** @throws if another program has written the row. */
export function toSubscription(row: Row): Subscription {
  const channelKind = channelKinds.find((each) => each === row.channelKind);
  if (channelKind === undefined) {
    throw new Error(`Subscription ${row.id} has an unknown kind of channel: ${row.channelKind}`);
  }
  const kinds = row.kinds.split(",");
  return {
    id: row.id,
    guildId: row.guildId,
    channelId: row.channelId,
    channelKind,
    query: row.query,
    kinds: changeKinds.filter((kind) => kinds.includes(kind)),
    cadence: cadenceOf(row),
    mentionRoleId: row.mentionRoleId,
    thread: row.thread === 1,
    publish: row.publish === 1,
    createdAt: row.createdAt,
    state: stateOf(row),
    refusals: row.refusals,
    dueAt: row.dueAt,
    lastSentAt: row.lastSentAt,
  };
}

function cadenceOf({ id, cadence, hour, weekday, zone }: Row): Cadence {
  if (cadence === "at once") return { kind: "at once" };
  if (cadence === "daily" && hour !== null && zone !== null) return { kind: "daily", hour, zone };
  if (cadence === "weekly" && hour !== null && weekday !== null && zone !== null) {
    return { kind: "weekly", weekday, hour, zone };
  }
  throw new Error(`Subscription ${id} has an unknown cadence: ${cadence}`);
}

function stateOf({ id, state, since, reason }: Row): SubscriptionState {
  if (state === "active") return { kind: "active" };
  if (state === "paused") return { kind: "paused", since };
  if (state === "blocked") return { kind: "blocked", since, reason: reason ?? "" };
  throw new Error(`Subscription ${id} has an unknown state: ${state}`);
}

/** The columns of the settings. */
export function settingColumns(settings: SubscriptionSettings) {
  const { cadence } = settings;
  return {
    guildId: settings.guildId,
    channelId: settings.channelId,
    channelKind: settings.channelKind,
    query: settings.query,
    kinds: changeKinds.filter((kind) => settings.kinds.includes(kind)).join(","),
    cadence: cadence.kind,
    hour: cadence.kind === "at once" ? null : cadence.hour,
    weekday: cadence.kind === "weekly" ? cadence.weekday : null,
    zone: cadence.kind === "at once" ? null : cadence.zone,
    mentionRoleId: settings.mentionRoleId,
    thread: settings.thread ? 1 : 0,
    publish: settings.publish ? 1 : 0,
  } satisfies Partial<Insertable<SubscriptionTable>>;
}
