import type { ShufflePosition } from "../catalogue/shuffle.js";
import type { Db } from "./schema.js";

export interface SavedPosition {
  readonly personId: string;
  readonly deck: string;
  readonly position: ShufflePosition;
}

/** Where people are in their decks, those who drew last first. */
export async function loadPositions(db: Db, limit: number): Promise<SavedPosition[]> {
  const rows = await db.selectFrom("positions").selectAll().orderBy("usedAt", "desc").limit(limit).execute();
  return rows.map(({ personId, deck, round, after }) => ({ personId, deck, position: { round, after } }));
}

export async function savePosition(
  db: Db,
  { personId, deck, position: { round, after } }: SavedPosition,
  now: number,
): Promise<void> {
  await db
    .insertInto("positions")
    .values({ personId, deck, round, after, usedAt: now })
    .onConflict((conflict) =>
      conflict.columns(["personId", "deck"]).doUpdateSet({ round, after, usedAt: now }),
    )
    .execute();
}

/** Forgets where people are who have not drawn since an instant. */
export async function deletePositionsBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("positions").where("usedAt", "<", instant).execute();
}
