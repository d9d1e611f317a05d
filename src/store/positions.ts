import type { ShufflePosition } from "../catalogue/shuffle.js";
import { erasures, unlessErased } from "./erasures.js";
import type { Db } from "./schema.js";

/** A person, and the query that selects the shuffled papers. */
export interface PositionKey {
  readonly personId: string;
  readonly shuffle: string;
}

/** What the store says of a position, and how many `erasures` it had counted then. */
export interface StoredPosition {
  /** Null: none is stored. */
  readonly position: ShufflePosition | null;
  readonly erasures: number;
}

/** Reads both at one instant. */
export async function findPosition(db: Db, { personId, shuffle }: PositionKey): Promise<StoredPosition> {
  const position = db.selectFrom("positions").where("personId", "=", personId).where("shuffle", "=", shuffle);
  const found = await db
    .selectNoFrom([
      erasures(db).as("erasures"),
      position.select("round").as("round"),
      position.select("after").as("after"),
    ])
    .executeTakeFirstOrThrow();
  const { round, after } = found;
  return {
    position: round === null || after === null ? null : { round, after },
    erasures: found.erasures ?? 0,
  };
}

/**
 * Saves a position, unless a person has deleted theirs since so many erasures were counted, or another process has saved
 * one that is further on.
 */
export async function savePosition(
  db: Db,
  key: PositionKey,
  { round, after }: ShufflePosition,
  { erasures, now }: { readonly erasures: number; readonly now: number },
): Promise<void> {
  await unlessErased(db, erasures, async (trx) => {
    await trx
      .insertInto("positions")
      .values({ ...key, round, after, usedAt: now })
      .onConflict((conflict) =>
        conflict
          .columns(["personId", "shuffle"])
          .doUpdateSet({ round, after, usedAt: now })
          .where(({ eb, or, and }) =>
            or([
              eb("positions.round", "<", round),
              and([eb("positions.round", "=", round), eb("positions.after", "<", after)]),
            ]),
          ),
      )
      .execute();
  });
}

/** Deletes positions that were last used before an instant. */
export async function deletePositionsBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("positions").where("usedAt", "<", instant).execute();
}
