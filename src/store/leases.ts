import type { Db } from "./schema.js";

/**
 * Takes a lease, or renews one's own: for that long nobody else can. For work that one process does at a time.
 *
 * @param owner a token of one's own, so that nobody gives back a lease that has passed on to another.
 * @param duration milliseconds.
 * @returns false where somebody else has it.
 */
export async function takeLease(
  db: Db,
  { name, owner, now, duration }: { name: string; owner: string; now: number; duration: number },
): Promise<boolean> {
  const expiresAt = now + duration;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("leases")
    .values({ name, owner, expiresAt })
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet({ owner, expiresAt })
        .where(({ or, eb }) => or([eb("leases.owner", "=", owner), eb("leases.expiresAt", "<=", now)])),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Gives back one's own lease; another's is left alone. */
export async function giveBackLease(db: Db, name: string, owner: string): Promise<void> {
  await db.deleteFrom("leases").where("name", "=", name).where("owner", "=", owner).execute();
}
