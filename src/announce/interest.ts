import { isGuildJoined } from "../store/guilds.js";
import type { Db } from "../store/schema.js";
import { orIfAway } from "../store/store-error.js";
import { countVotes, deleteVote, insertVote, topSince, type Vote } from "../store/votes.js";

/** What people of a server find interesting: counts alone are shown, never names. */
export function createInterest(db: Db, now: () => number = Date.now) {
  return {
    /** How many people of a server find a paper interesting; 0 also while the database is away. */
    count: (guildId: string, paperId: string) => orIfAway(countVotes(db, guildId, paperId), 0),

    /**
     * Votes for a paper, or takes the person's vote back.
     *
     * @returns how many votes it has now; null where the bot is not in that server.
     */
    toggle: (vote: Vote): Promise<number | null> =>
      db.transaction().execute(async (trx) => {
        if (!(await isGuildJoined(trx, vote.guildId))) return null;
        if (!(await insertVote(trx, vote, now()))) await deleteVote(trx, vote);
        return await countVotes(trx, vote.guildId, vote.paperId);
      }),

    /** What has votes since an instant (milliseconds since 1970), most votes first. */
    top: (guildId: string, since: number) => topSince(db, guildId, since),
  };
}
