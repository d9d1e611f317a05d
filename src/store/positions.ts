import type { ShufflePosition } from "../catalogue/shuffle.js";
import type { Db } from "./schema.js";

export interface SavedPosition {
  readonly personId: string;
  /** The query that selects the shuffled papers. */
  readonly shuffle: string;
  readonly position: ShufflePosition;
}

/** The most recently used positions, newest first. */
export async function loadPositions(db: Db, limit: number): Promise<SavedPosition[]> {
  const rows = await db.selectFrom("positions").selectAll().orderBy("usedAt", "desc").limit(limit).execute();
  return rows.map(({ personId, shuffle, round, after }) => ({
    personId,
    shuffle,
    position: { round, after },
  }));
}

export async function savePosition(
  db: Db,
  { personId, shuffle, position: { round, after } }: SavedPosition,
  now: number,
): Promise<void> {
  await db
    .insertInto("positions")
    .values({ personId, shuffle, round, after, usedAt: now })
    .onConflict((conflict) =>
      conflict.columns(["personId", "shuffle"]).doUpdateSet({ round, after, usedAt: now }),
    )
    .execute();
}

/** Deletes positions that were last used before an instant. */
export async function deletePositionsBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("positions").where("usedAt", "<", instant).execute();
}
