import SqliteDatabase from "better-sqlite3";
import { z } from "zod";

const backlogRow = z.object({ pending: z.number(), sending: z.number(), blocked: z.number() });
const cursorRow = z.object({ sha: z.string() }).optional();

/** Nobody waits until nine o'clock, or for the next attempt on a channel: this makes the time come. */
export function openTime(databaseFile: string) {
  const db = new SqliteDatabase(databaseFile, { timeout: 100 });
  // Publishing may wait for an hour: Discord allows ten times an hour. The announcement is in its channel before.
  const backlog = () =>
    backlogRow.parse(
      db
        .prepare(
          `select (select count(*) from deliveries where message_id is null) as pending,
                  (select count(*) from messages where next_at is not null and step <> 'publish') as sending,
                  (select count(*) from subscriptions where state = 'blocked') as blocked`,
        )
        .get(),
    );
  return {
    backlog,
    isEmpty: () => backlog().pending + backlog().sending === 0,
    /** The commit that the bot has accepted. */
    cursor: () =>
      cursorRow.parse(db.prepare("select sha from upstreams where id = 'papers'").get())?.sha ?? null,
    /** Digests are due, and so are the attempts on blocked channels. */
    pass(): void {
      try {
        db.prepare("update subscriptions set due_at = ? where due_at > ?").run(Date.now(), Date.now());
      } catch (error) {
        // Another program holds the lock: the time comes later.
        if (!(error instanceof SqliteDatabase.SqliteError) || !error.code.startsWith("SQLITE_BUSY"))
          throw error;
      }
    },
    close: () => db.close(),
  };
}
