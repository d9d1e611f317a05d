import { hasPending } from "../store/deliveries.js";
import { deleteGuildsLeftBefore, joinedGuilds, saveGuildJoined, saveGuildLeft } from "../store/guilds.js";
import type { Db } from "../store/schema.js";
import { subscriptionsOfGuild, updateProgress } from "../store/subscriptions.js";
import { dueAtFor } from "./due-at.js";

/** How long a server's settings are kept after the bot was removed from it. */
const KEPT = 30 * 24 * 3_600_000;

export interface GuildMembershipDeps {
  readonly db: Db;
  readonly now?: () => number;
}

/** Servers come and go, and Discord has outages, which look nearly the same and are not. */
export function createGuildMembership({ db, now = Date.now }: GuildMembershipDeps) {
  async function joined(guildId: string): Promise<void> {
    await saveGuildJoined(db, guildId);
    for (const subscription of await subscriptionsOfGuild(db, guildId)) {
      if (subscription.dueAt !== null || !(await hasPending(db, subscription.id))) continue;
      await updateProgress(db, subscription.id, { dueAt: dueAtFor(subscription, now()) });
    }
  }

  async function left(guildId: string): Promise<void> {
    await saveGuildLeft(db, guildId, now());
    for (const { id } of await subscriptionsOfGuild(db, guildId))
      await updateProgress(db, id, { dueAt: null });
  }

  return {
    /** GUILD_CREATE: invited, back, or an outage is over. */
    joined,

    /**
     * GUILD_DELETE. An outage (`unavailable`) changes nothing. A removal rests everything, and keeps it for 30 days.
     */
    async gone(guildId: string, { unavailable }: { readonly unavailable: boolean }): Promise<void> {
      if (!unavailable) await left(guildId);
    },

    /**
     * At start: the bot may have been removed from servers while nobody listened.
     *
     * @param present the ids of all servers that Discord names, unavailable ones too.
     */
    async sync(present: readonly string[]): Promise<void> {
      const here = new Set(present);
      for (const id of await joinedGuilds(db)) if (!here.has(id)) await left(id);
      for (const id of here) await joined(id);
    },

    /** Forgets what was left too long ago. @returns how many servers. */
    sweep: (): Promise<number> => deleteGuildsLeftBefore(db, now() - KEPT),
  };
}
