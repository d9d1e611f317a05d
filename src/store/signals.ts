import { PostgresAdapter, sql } from "kysely";
import type { Db } from "./schema.js";

/** What every process has to read again when one has changed it. */
export const topics = ["lists", "choices", "notices"] as const;
export type Topic = (typeof topics)[number];

/** The channel on which PostgreSQL says that something was signalled. */
export const signalChannel = "paperboy";

/**
 * Tells every process that something has changed, once the transaction is committed. PostgreSQL passes it on at once;
 * processes also ask every second.
 */
export async function signal(db: Db, topic: Topic): Promise<void> {
  await countUp(db, topic);
  if (db.getExecutor().adapter instanceof PostgresAdapter)
    await sql`select pg_notify(${signalChannel}, ${topic})`.execute(db);
}

/** Counts that something of a topic has happened once more. */
export async function countUp(db: Db, topic: string): Promise<void> {
  await db
    .insertInto("signals")
    .values({ topic, version: 1 })
    .onConflict((conflict) =>
      conflict
        .column("topic")
        .doUpdateSet(({ eb, ref }) => ({ version: eb(ref("signals.version"), "+", 1) })),
    )
    .execute();
}

/** How often each topic was signalled. */
export async function readSignals(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("signals").selectAll().execute();
  return new Map(rows.map(({ topic, version }) => [topic, version]));
}
