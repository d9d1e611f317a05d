import type { Db } from "../store/schema.js";
import {
  findSameSubscription,
  lockSubscription,
  subscriptionsInJoinedGuilds,
  updateSettings,
} from "../store/subscriptions.js";

/** A filter with the ids of its lists instead of their names, as a server sees them; null where it stays as it is. */
type WithListIds = (query: string, guildId: string) => string | null;

/**
 * Writes the lists of saved filters by their ids. Filters were once saved with the names that people typed, and a list
 * that takes such a name later is not the one that was meant. This is no migration: names are in the configuration and in
 * the lists themselves, so they are known only once the lists are read.
 */
export async function writeListIds(db: Db, withListIds: WithListIds): Promise<void> {
  for await (const batch of subscriptionsInJoinedGuilds(db, { having: "list" })) {
    for (const { id, guildId, query } of batch) {
      const written = withListIds(query, guildId);
      if (written === null) continue;
      await db.transaction().execute(async (trx) => {
        const subscription = await lockSubscription(trx, id);
        if (subscription === null || subscription.query !== query) return;
        const settings = { ...subscription, query: written };
        // The channel may have both: one by the list's name, one by its id.
        if ((await findSameSubscription(trx, settings)) === null) await updateSettings(trx, id, settings);
      });
    }
  }
}
