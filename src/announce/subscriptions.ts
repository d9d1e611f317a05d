import { hasPending } from "../store/deliveries.js";
import { saveGuildJoined } from "../store/guilds.js";
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
import { dueAtFor, probeGap } from "./due-at.js";

/** Subscriptions of one server. */
export const mostSubscriptions = 50;
/** Milliseconds between two attempts on a channel that refuses, however often its permissions are changed. */
const SHORTEST_PROBE_GAP = 60_000;

export type SaveOutcome =
  | { readonly kind: "created"; readonly subscription: Subscription }
  /** The same channel, query and kinds were subscribed to; the rest is now as asked for. */
  | { readonly kind: "changed"; readonly subscription: Subscription; readonly before: Subscription }
  | { readonly kind: "too many"; readonly most: number }
  | ({ readonly kind: "invalid" } & SettingsProblem)
  /** Only when editing: another subscription is like this already, or it is gone. */
  | { readonly kind: "taken"; readonly by: Subscription }
  | { readonly kind: "gone" };

export interface SubscriptionsDeps {
  readonly db: Db;
  readonly checkQuery: CheckQuery;
  readonly now?: () => number;
  readonly newId?: () => string;
  /** Called when something may be due now. */
  readonly onDue?: () => void;
}

/** What a server's admins can do with subscriptions. Every verb sees those of the given server only. */
export function createSubscriptions({
  db,
  checkQuery,
  now = Date.now,
  newId: makeId = newId,
  onDue = () => {},
}: SubscriptionsDeps) {
  const ofGuild = (guildId: string, found: Subscription | null) =>
    found?.guildId === guildId ? found : null;
  /** Changes one subscription in a transaction. @returns it as it is then, or null where it is gone. */
  const change = async (
    guildId: string,
    id: string,
    write: (trx: Trx, subscription: Subscription) => Promise<void>,
  ): Promise<Subscription | null> => {
    const after = await db.transaction().execute(async (trx) => {
      const subscription = ofGuild(guildId, await lockSubscription(trx, id));
      if (subscription === null) return null;
      await write(trx, subscription);
      return await findSubscription(trx, id);
    });
    if (after?.dueAt) onDue();
    return after;
  };

  return {
    /** The oldest first. */
    list: (guildId: string) => subscriptionsOfGuild(db, guildId),

    find: async (guildId: string, id: string) => ofGuild(guildId, await findSubscription(db, id)),

    /** Subscribes, or changes the subscription that is the same. */
    async save(settings: SubscriptionSettings): Promise<SaveOutcome> {
      const asked = tidy(settings);
      const problem = checkSettings(asked, checkQuery);
      if (problem) return { kind: "invalid", ...problem };
      return await db.transaction().execute(async (trx): Promise<SaveOutcome> => {
        // Also the lock: two admins who subscribe at once do so one after another.
        await saveGuildJoined(trx, asked.guildId);
        const before = await findSameSubscription(trx, asked);
        if (before) {
          await updateSettings(trx, before.id, asked);
          await setDueAnew(trx, { ...before, ...asked }, now());
          return { kind: "changed", before, subscription: await again(trx, before.id) };
        }
        const others = await subscriptionsOfGuild(trx, asked.guildId);
        if (others.length >= mostSubscriptions) return { kind: "too many", most: mostSubscriptions };
        const id = makeId();
        await insertSubscription(trx, id, asked, now());
        return { kind: "created", subscription: await again(trx, id) };
      });
    },

    /** Gives a subscription other settings. What waits for it is told by the new ones. */
    async edit(id: string, settings: SubscriptionSettings): Promise<SaveOutcome> {
      const asked = tidy(settings);
      const problem = checkSettings(asked, checkQuery);
      if (problem) return { kind: "invalid", ...problem };
      return await db.transaction().execute(async (trx): Promise<SaveOutcome> => {
        const before = ofGuild(asked.guildId, await lockSubscription(trx, id));
        if (before === null) return { kind: "gone" };
        const same = await findSameSubscription(trx, asked);
        if (same && same.id !== id) return { kind: "taken", by: same };
        await updateSettings(trx, id, asked);
        await setDueAnew(trx, { ...before, ...asked }, now());
        return { kind: "changed", before, subscription: await again(trx, id) };
      });
    },

    /** What changes meanwhile waits, and is told after. */
    pause: (guildId: string, id: string) =>
      change(guildId, id, async (trx) => {
        await updateProgress(trx, id, { state: "paused", reason: null, since: now(), dueAt: null });
      }),

    /** Ends a pause, or tries a refused channel again at once. */
    resume: (guildId: string, id: string) =>
      change(guildId, id, async (trx, subscription) => {
        const waits = await hasPending(trx, id);
        const active = { ...subscription, state: { kind: "active" } } as const;
        await updateProgress(trx, id, {
          state: "active",
          reason: null,
          since: now(),
          refusals: 0,
          dueAt: waits ? dueAtFor(active, now()) : null,
        });
      }),

    /** @returns false where it is gone already. */
    remove: (guildId: string, id: string) => deleteSubscription(db, guildId, id),

    /**
     * Tries refused channels of a server again now, as something there has changed: a role, a permission, a channel.
     * Not more than once a minute each, so that nobody can make the bot knock in a loop.
     */
    async recheck(guildId: string): Promise<void> {
      let any = false;
      for (const { id, state, refusals, dueAt } of await subscriptionsOfGuild(db, guildId)) {
        if (state.kind !== "blocked" || dueAt === null) continue;
        const refusedAt = dueAt - probeGap(refusals);
        if (now() - refusedAt < SHORTEST_PROBE_GAP) continue;
        await updateProgress(db, id, { dueAt: now() });
        any = true;
      }
      if (any) onDue();
    },
  };
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

function tidy(settings: SubscriptionSettings): SubscriptionSettings {
  return { ...settings, query: settings.query.trim().replace(/\s+/gu, " ") };
}

/** What waits is told by the new settings, and a channel that refused is tried again: the admin has just seen to it. */
async function setDueAnew(trx: Trx, subscription: Subscription, now: number): Promise<void> {
  if (subscription.state.kind === "paused") return;
  const active = { ...subscription, state: { kind: "active" }, refusals: 0 } as const;
  await updateProgress(trx, subscription.id, {
    ...(subscription.state.kind === "blocked" && { state: "active", reason: null, since: now, refusals: 0 }),
    dueAt: (await hasPending(trx, subscription.id)) ? dueAtFor(active, now) : null,
  });
}

async function again(trx: Trx, id: string): Promise<Subscription> {
  const subscription = await findSubscription(trx, id);
  if (subscription === null) throw new Error(`Subscription ${id} is gone within its own transaction`);
  return subscription;
}
