import type { Trx } from "./schema.js";

/** What only one transaction at a time may do, in all processes. */
export type LockName = "announcing" | "added lists" | "erasing";

/**
 * Waits until no other transaction holds a lock, and holds it until this one ends. For what reads rows, decides and
 * writes others: SQLite has one writer anyway, PostgreSQL any number. Take it before the first read.
 */
export async function lock(trx: Trx, name: LockName): Promise<void> {
  await trx
    .insertInto("locks")
    .values({ name })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ name }))
    .execute();
}
