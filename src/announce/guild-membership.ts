import { forgottenSubscriptions, suspendSubscriptions } from "../store/due-subscriptions.js";
import {
  deleteGuildsLeftBefore,
  deletePersonsWithoutAlerts,
  joinedGuilds,
  saveGuildsJoined,
  saveGuildsLeft,
} from "../store/guilds.js";
import type { Db } from "../store/schema.js";
import { updateProgress } from "../store/subscriptions.js";
import { dueAtFor } from "./due-at.js";

/** How long a server's settings are kept after the bot was removed from it. Milliseconds. */
const retention = 30 * 24 * 3_600_000;

export interface GuildMembershipDeps {
  readonly db: Db;
  readonly now?: () => number;
  /** Whether this process hears of a server: others are for the processes with other shards. */
  readonly isOurs?: (guildId: string) => boolean;
}

/** Which servers the bot is in. The subscriptions of others rest. */
export function createGuildMembership({ db, now = Date.now, isOurs = () => true }: GuildMembershipDeps) {
  /** In one transaction, however many servers there are; in none if all is known. */
  async function join(guildIds: readonly string[]): Promise<void> {
    const known = await joinedGuilds(db, guildIds);
    if (known.length === guildIds.length && (await forgottenSubscriptions(db, guildIds)).length === 0) return;
    await db.transaction().execute(async (trx) => {
      await saveGuildsJoined(trx, guildIds);
      for (const subscription of await forgottenSubscriptions(trx, guildIds))
        await updateProgress(trx, subscription.id, { dueAt: dueAtFor(subscription, now()) });
    });
  }

  async function leave(guildIds: readonly string[]): Promise<void> {
    if (guildIds.length === 0) return;
    await db.transaction().execute(async (trx) => {
      await saveGuildsLeft(trx, guildIds, now());
      await suspendSubscriptions(trx, guildIds);
    });
  }

  return {
    /** GUILD_CREATE: the bot was invited, is back, or an outage is over. */
    joined: (guildId: string): Promise<void> => join([guildId]),

    /** GUILD_DELETE. An outage (`unavailable`) changes nothing; settings outlive a removal for 30 days. */
    async left(guildId: string, { unavailable }: { readonly unavailable: boolean }): Promise<void> {
      if (!unavailable) await leave([guildId]);
    },

    /**
     * At start: the bot may have been removed from servers while it was not running.
     *
     * @param present the ids of all servers that Discord names, unavailable ones too.
     */
    async sync(present: readonly string[]): Promise<void> {
      const here = new Set(present);
      await leave((await joinedGuilds(db)).filter((id) => isOurs(id) && !here.has(id)));
      await join([...here]);
    },

    /** Deletes the servers whose retention is over, and persons without alerts. @returns how many servers. */
    async sweep(): Promise<number> {
      await deletePersonsWithoutAlerts(db);
      return await deleteGuildsLeftBefore(db, now() - retention);
    },
  };
}

export type GuildMembership = ReturnType<typeof createGuildMembership>;
