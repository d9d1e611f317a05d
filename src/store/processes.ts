import type { Db } from "./schema.js";

/** A process counts as running for this long after it was last seen. Milliseconds. */
export const maxSilence = 30_000;

/** Says that a process runs. */
export async function seeProcess(db: Db, id: string, about: string, now: number): Promise<void> {
  await db
    .insertInto("processes")
    .values({ id, about, seenAt: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seenAt: now }))
    .execute();
}

/** Says that it has ended, and forgets those that have ended without saying so. */
export async function forgetProcess(db: Db, id: string, now: number): Promise<void> {
  await db
    .deleteFrom("processes")
    .where(({ or, eb }) => or([eb("id", "=", id), eb("seenAt", "<", now - maxSilence)]))
    .execute();
}

/** What the processes say of themselves that run, or may run still. */
export async function runningProcesses(db: Db, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom("processes")
    .select("about")
    .where("seenAt", ">=", now - maxSilence)
    .orderBy("about")
    .execute();
  return rows.map(({ about }) => about);
}
