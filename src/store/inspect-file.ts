import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { migrations } from "./migrations.js";
import { isForeignFile } from "./sqlite/is-foreign-file.js";
import { troubleOf } from "./sqlite/sqlite-trouble.js";

/** How a database is. */
export type StoreState =
  /** It is created at the first start. */
  | { readonly kind: "missing" }
  /** Its tables are created at the first start. */
  | { readonly kind: "empty" }
  | {
      readonly kind: "ready";
      readonly bytes: number;
      readonly subscriptions: number;
      /** The migrations that run at the next start. */
      readonly migrations: number;
    }
  /** One sentence that says what is wrong and what to do. */
  | { readonly kind: "trouble"; readonly message: string };

/** How a database file is, without changing it. Works while the bot runs. */
export async function inspectFile(path: string): Promise<StoreState> {
  const file = await stat(path).catch(() => null);
  try {
    await access(dirname(path), constants.W_OK);
    if (file === null) return { kind: "missing" };
    await access(path, constants.W_OK);
    if (await isForeignFile(path)) {
      const message = `The file ${path} is another program's database: give DATABASE_FILE another file.`;
      return { kind: "trouble", message };
    }
    return { ...read(path), bytes: file.size };
  } catch (error) {
    if (file === null) {
      const message = `The folder of the database ${path} does not exist, or this user may not write to it: create it, or give this user the right.`;
      return { kind: "trouble", message };
    }
    return { kind: "trouble", message: troubleOf(error, path).message };
  }
}

function read(path: string): Omit<Extract<StoreState, { kind: "ready" }>, "bytes"> {
  const database = new SqliteDatabase(path, { readonly: true, timeout: 2_000 });
  try {
    if (database.pragma("quick_check(1)", { simple: true }) !== "ok") throw { code: "SQLITE_CORRUPT" };
    const has = database.prepare<[string], { n: number }>(
      "select count(*) as n from sqlite_master where type = 'table' and name = ?",
    );
    const count = (table: string): number =>
      has.get(table)?.n === 1
        ? (database.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0)
        : 0;
    return {
      kind: "ready",
      subscriptions: count("subscriptions"),
      migrations: Object.keys(migrations).length - count("kysely_migration"),
    };
  } finally {
    database.close();
  }
}
