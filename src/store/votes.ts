import type { Db, Trx } from "./schema.js";

/** A person, and the paper that they find interesting in a server. */
export interface Vote {
  readonly guildId: string;
  readonly paperId: string;
  readonly personId: string;
}

/** A paper with the number of people who find it interesting. */
export interface Interest {
  readonly paperId: string;
  readonly votes: number;
}

/** Adds a vote. @returns false, and changes nothing, where the person has voted for it already. */
export async function insertVote(trx: Trx, vote: Vote, now: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto("votes")
    .values({ ...vote, votedAt: now })
    .onConflict((conflict) => conflict.columns(["guildId", "paperId", "personId"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteVote(trx: Trx, { guildId, paperId, personId }: Vote): Promise<void> {
  await trx
    .deleteFrom("votes")
    .where("guildId", "=", guildId)
    .where("paperId", "=", paperId)
    .where("personId", "=", personId)
    .execute();
}

/** How many people of a server find a paper interesting. */
export async function countVotes(db: Db, guildId: string, paperId: string): Promise<number> {
  const { votes } = await db
    .selectFrom("votes")
    .select(({ fn }) => fn.countAll().as("votes"))
    .where("guildId", "=", guildId)
    .where("paperId", "=", paperId)
    .executeTakeFirstOrThrow();
  return Number(votes);
}

/**
 * The papers that people of a server found interesting since an instant (milliseconds since 1970), those with most votes
 * first; of equal ones, the last voted for.
 */
export async function topSince(db: Db, guildId: string, since: number): Promise<Interest[]> {
  const rows = await db
    .selectFrom("votes")
    .select(({ fn }) => ["paperId", fn.countAll().as("votes"), fn.max("votedAt").as("lastAt")])
    .where("guildId", "=", guildId)
    .where("votedAt", ">=", since)
    .groupBy("paperId")
    .orderBy("votes", "desc")
    .orderBy("lastAt", "desc")
    .orderBy("paperId")
    .execute();
  return rows.map(({ paperId, votes }) => ({ paperId, votes: Number(votes) }));
}
