import { deletePersonsWithoutAlerts, saveGuildJoined, savePerson } from "../store/guilds.js";
import { newId } from "../store/new-id.js";
import type { Db, Trx } from "../store/schema.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import {
  deleteSubscription,
  findSameSubscription,
  findSubscription,
  insertSubscription,
  lockSubscription,
  subscriptionsOfGuild,
  updateProgress,
  updateSettings,
} from "../store/subscriptions.js";
import { type CheckQuery, checkSettings, type SettingsProblem } from "./check-settings.js";
import { activation, probeGap } from "./due-at.js";
import type { ReadFilter } from "./filter.js";
import { handOver } from "./hand-over.js";
import { differences, mergeSettings, type SettingName } from "./merge-settings.js";

/** Per server. */
export const maxSubscriptions = 50;
/** Alerts of a person. */
export const maxAlerts = 5;
/** Milliseconds between two attempts on a refusing channel, however often its permissions change. */
const minProbeGap = 60_000;
/** Milliseconds from a refusal to the attempt after a change that came earlier than that. */
const earlyProbeGap = minProbeGap + 1_000;

export type SaveOutcome =
  | { readonly kind: "created"; readonly subscription: Subscription }
  /** It is as it was. */
  | { readonly kind: "unchanged"; readonly subscription: Subscription }
  /** There was one with this channel, query and kinds; its other settings are updated. */
  | { readonly kind: "changed"; readonly subscription: Subscription; readonly before: Subscription }
  | { readonly kind: "too many"; readonly max: number }
  | ({ readonly kind: "invalid" } & SettingsProblem)
  /** Only when editing: somebody else has changed the same settings meanwhile, another subscription is the same, or this
   * one does not exist any more. */
  | {
      readonly kind: "conflict";
      readonly names: readonly SettingName[];
      readonly subscription: Subscription;
    }
  | { readonly kind: "taken"; readonly by: Subscription }
  | { readonly kind: "gone" };

export interface SubscriptionsDeps {
  readonly db: Db;
  readonly checkQuery: CheckQuery;
  readonly readFilter: ReadFilter;
  readonly now?: () => number;
  /** Called if something may be due now. */
  readonly onDue?: () => void;
}

/** What admins can do with subscriptions. Every method sees those of the given server only. */
export function createSubscriptions({
  db,
  checkQuery,
  readFilter,
  now = Date.now,
  onDue = () => {},
}: SubscriptionsDeps) {
  const ofGuild = (guildId: string, found: Subscription | null) =>
    found?.guildId === guildId ? found : null;
  /** Changes one subscription in a transaction. @returns it after the change, or null if it does not exist. */
  const change = async (
    guildId: string,
    id: string,
    work: (trx: Trx, subscription: Subscription) => Promise<void>,
  ): Promise<Subscription | null> => {
    const after = await db.transaction().execute(async (trx) => {
      const subscription = ofGuild(guildId, await lockSubscription(trx, id));
      if (subscription === null) return null;
      await work(trx, subscription);
      return await findSubscription(trx, id);
    });
    if (after?.dueAt) onDue();
    return after;
  };

  /** Writes settings in a transaction, unless something is wrong with them. */
  const write = async (
    settings: SubscriptionSettings,
    work: (wanted: SubscriptionSettings) => Promise<SaveOutcome>,
  ): Promise<SaveOutcome> => {
    const typed = { ...settings, query: settings.query.trim().replace(/\s+/gu, " ") };
    const problem = checkSettings(typed, checkQuery);
    if (problem !== null) return { kind: "invalid", ...problem };
    const checked = checkQuery(typed.query, typed.guildId);
    return await work({ ...typed, query: (checked.kind === "valid" ? checked.query : null) ?? typed.query });
  };
  /** Pending deliveries follow the new settings, and a blocked channel is probed: the admin may just have fixed it. */
  const update = async (
    trx: Trx,
    before: Subscription,
    wanted: SubscriptionSettings,
  ): Promise<SaveOutcome> => {
    const { id, state } = before;
    if (differences(before, wanted).length === 0) return { kind: "unchanged", subscription: before };
    if (wanted.channelId !== before.channelId) await handOver(trx, before, { readFilter, now: now() });
    await updateSettings(trx, id, wanted);
    const active = await activation(trx, { ...wanted, id }, now());
    if (state.kind === "blocked") await updateProgress(trx, id, active);
    if (state.kind === "active") await updateProgress(trx, id, { dueAt: active.dueAt });
    return { kind: "changed", before, subscription: await reload(trx, id) };
  };

  return {
    /** Oldest first. */
    list: (guildId: string) => subscriptionsOfGuild(db, guildId),

    find: async (guildId: string, id: string) => ofGuild(guildId, await findSubscription(db, id)),

    /** Creates a subscription, or updates the one with the same channel, query and kinds. */
    save: (settings: SubscriptionSettings) =>
      db.transaction().execute((trx) =>
        write(settings, async (wanted) => {
          // This also locks: two admins who subscribe at the same time do so one after another.
          const isAlert = wanted.channelKind === "dm";
          await (isAlert ? savePerson : saveGuildJoined)(trx, wanted.guildId);
          const before = await findSameSubscription(trx, wanted);
          if (before) return await update(trx, before, wanted);
          const others = await subscriptionsOfGuild(trx, wanted.guildId);
          const max = isAlert ? maxAlerts : maxSubscriptions;
          if (others.length >= max) return { kind: "too many", max };
          const id = newId();
          await insertSubscription(trx, id, wanted, now());
          await updateProgress(trx, id, await activation(trx, { ...wanted, id }, now()));
          return { kind: "created", subscription: await reload(trx, id) };
        }),
      ),

    /**
     * Changes the settings in which `wanted` differs from `base`, which the person saw. Pending deliveries follow them.
     * Nothing is written where somebody else has changed one of them since.
     */
    edit: (id: string, base: SubscriptionSettings, wanted: SubscriptionSettings) =>
      db.transaction().execute(async (trx): Promise<SaveOutcome> => {
        await saveGuildJoined(trx, wanted.guildId);
        const before = ofGuild(wanted.guildId, await lockSubscription(trx, id));
        if (before === null) return { kind: "gone" };
        const merged = mergeSettings(before, base, wanted);
        if (merged.kind === "conflict") return { ...merged, subscription: before };
        return await write(merged.settings, async (settings) => {
          const same = await findSameSubscription(trx, settings);
          return same && same.id !== id ? { kind: "taken", by: same } : await update(trx, before, settings);
        });
      }),

    /** Changes stay pending until it is resumed. */
    pause: (guildId: string, id: string) =>
      change(guildId, id, async (trx, subscription) => {
        await handOver(trx, subscription, { readFilter, now: now() });
        await updateProgress(trx, id, { state: "paused", reason: null, since: now(), dueAt: null });
      }),

    /** Ends a pause, or probes a blocked channel at once. */
    resume: (guildId: string, id: string) =>
      change(guildId, id, async (trx, subscription) => {
        await updateProgress(trx, id, await activation(trx, subscription, now()));
      }),

    /** @returns false if it does not exist. */
    async remove(guildId: string, id: string): Promise<boolean> {
      const isRemoved = await db.transaction().execute(async (trx) => {
        const subscription = ofGuild(guildId, await lockSubscription(trx, id));
        if (subscription === null) return false;
        await handOver(trx, subscription, { readFilter, now: now() });
        await deleteSubscription(trx, guildId, id);
        if (subscription.channelKind === "dm") await deletePersonsWithoutAlerts(trx, guildId);
        return true;
      });
      if (isRemoved) onDue();
      return isRemoved;
    },

    /**
     * Probes a server's blocked channels now, because a role, a permission or a channel has changed. At most once a
     * minute each, so that nobody can make the bot send requests in a loop: within a minute of a refusal, after it.
     */
    async recheck(guildId: string): Promise<void> {
      let isDue = false;
      for (const { id, state, refusals, dueAt } of await subscriptionsOfGuild(db, guildId)) {
        if (state.kind !== "blocked" || dueAt === null) continue;
        // Due that soon, its attempt has been brought forward already.
        const isEarly = dueAt - now() <= earlyProbeGap;
        const refusedAt = dueAt - (isEarly ? earlyProbeGap : probeGap(refusals));
        // A refusal in the future: the clock was set back since.
        const isNow = now() < refusedAt || now() - refusedAt >= minProbeGap;
        await updateProgress(db, id, { dueAt: isNow ? now() : refusedAt + earlyProbeGap });
        isDue ||= isNow;
      }
      if (isDue) onDue();
    },
  };
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

async function reload(trx: Trx, id: string): Promise<Subscription> {
  const subscription = await findSubscription(trx, id);
  if (subscription === null) throw new Error(`Subscription ${id} has disappeared within its own transaction`);
  return subscription;
}
