import { lock } from "./lock.js";
import type { Db, Trx } from "./schema.js";
import { countUp } from "./signals.js";

const topic = "erasures";

/**
 * How often people have deleted what is stored of them, which nothing is known of before the first time. What was read
 * before an erasure is not written after it.
 */
export const erasures = (db: Db) => db.selectFrom("signals").where("topic", "=", topic).select("version");

/** Counts an erasure, before it deletes anything. Whatever is being written that was read before ends first. */
export async function recordErasure(trx: Trx): Promise<void> {
  await lock(trx, "erasing");
  await countUp(trx, topic);
}

/** Writes what follows from what was read when so many erasures were counted; nothing if there were more since. */
export async function unlessErased(
  db: Db,
  counted: number,
  write: (trx: Trx) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lock(trx, "erasing");
    const { version = 0 } = (await erasures(trx).executeTakeFirst()) ?? {};
    if (version === counted) await write(trx);
  });
}
