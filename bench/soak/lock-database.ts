import { setTimeout as sleep } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";

/** Holds the write lock of a database, as another program on the bot's database does. */
export async function lockDatabase(path: string, milliseconds: number): Promise<void> {
  const db = new SqliteDatabase(path, { timeout: 5_000 });
  db.exec("begin immediate");
  await sleep(milliseconds);
  db.exec("rollback");
  db.close();
}
