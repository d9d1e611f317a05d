import type { Db } from "./schema.js";

export interface Notice {
  readonly id: string;
  /** Null: for the operator. */
  readonly guildId: string | null;
  readonly subscriptionId: string | null;
  readonly text: string;
  readonly createdAt: number;
}

/** Writes a notice that is to be told once. */
export async function insertNotice(db: Db, notice: Notice): Promise<void> {
  await db
    .insertInto("notices")
    .values({ ...notice, toldAt: null })
    .execute();
}

/**
 * Takes the notices that nobody was told yet, oldest first. They count as told from now on: one that is lost in a
 * crash is better than one that comes twice, as `/subscriptions` shows the same for as long as it is true.
 */
export async function takeNotices(db: Db, now: number, limit = 50): Promise<Notice[]> {
  const taken = await db
    .updateTable("notices")
    .set({ toldAt: now })
    .where("toldAt", "is", null)
    .where("id", "in", (query) =>
      query.selectFrom("notices").select("id").where("toldAt", "is", null).orderBy("createdAt").limit(limit),
    )
    .returning(["id", "guildId", "subscriptionId", "text", "createdAt"])
    .execute();
  return taken.toSorted((a, b) => a.createdAt - b.createdAt);
}
