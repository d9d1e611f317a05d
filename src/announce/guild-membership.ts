import { hasPending } from "../store/deliveries.js";
import { deleteGuildsLeftBefore, joinedGuilds, saveGuildJoined, saveGuildLeft } from "../store/guilds.js";
import type { Db } from "../store/schema.js";
import { subscriptionsOfGuild, updateProgress } from "../store/subscriptions.js";
import { dueAtFor } from "./due-at.js";

/** How long a server's settings are kept after the bot was removed from it. Milliseconds. */
const retention = 30 * 24 * 3_600_000;

export interface GuildMembershipDeps {
  readonly db: Db;
  readonly now?: () => number;
}

/** Which servers the bot is in. The subscriptions of others rest. */
export function createGuildMembership({ db, now = Date.now }: GuildMembershipDeps) {
  async function join(guildId: string): Promise<void> {
    await saveGuildJoined(db, guildId);
    for (const subscription of await subscriptionsOfGuild(db, guildId)) {
      if (subscription.dueAt !== null || !(await hasPending(db, subscription.id))) continue;
      await updateProgress(db, subscription.id, { dueAt: dueAtFor(subscription, now()) });
    }
  }

  async function leave(guildId: string): Promise<void> {
    await saveGuildLeft(db, guildId, now());
    for (const { id } of await subscriptionsOfGuild(db, guildId))
      await updateProgress(db, id, { dueAt: null });
  }

  return {
    /** GUILD_CREATE: the bot was invited, is back, or an outage is over. */
    joined: join,

    /** GUILD_DELETE. An outage (`unavailable`) changes nothing; settings outlive a removal for 30 days. */
    async left(guildId: string, { unavailable }: { readonly unavailable: boolean }): Promise<void> {
      if (!unavailable) await leave(guildId);
    },

    /**
     * At start: the bot may have been removed from servers while it was not running.
     *
     * @param present the ids of all servers that Discord names, unavailable ones too.
     */
    async sync(present: readonly string[]): Promise<void> {
      const here = new Set(present);
      for (const id of await joinedGuilds(db)) if (!here.has(id)) await leave(id);
      for (const id of here) await join(id);
    },

    /** Deletes the servers whose retention is over. @returns how many. */
    sweep: (): Promise<number> => deleteGuildsLeftBefore(db, now() - retention),
  };
}
