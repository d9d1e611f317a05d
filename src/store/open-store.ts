import SqliteDatabase from "better-sqlite3";
import { CamelCasePlugin, Kysely, Migrator } from "kysely";
import { migrations } from "./migrations.js";
import { type StoreTrouble, troubleOf } from "./open-trouble.js";
import type { Database, Db } from "./schema.js";
import { createSqliteDialect } from "./sqlite-dialect.js";

/** Milliseconds that a query waits while another process writes. */
const defaultWait = 5000;

export interface Store {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

export type OpenOutcome = { readonly kind: "open"; readonly store: Store } | StoreTrouble;

/**
 * Opens the database file, creating it if necessary, and migrates it to this version. If that is impossible the outcome
 * has one sentence for the operator.
 *
 * @param path a file, or `:memory:`.
 * @param wait milliseconds to wait while another process has locked the file.
 */
export async function openStore({
  path,
  wait = defaultWait,
}: {
  readonly path: string;
  readonly wait?: number;
}): Promise<OpenOutcome> {
  let file: SqliteDatabase.Database | undefined;
  try {
    file = new SqliteDatabase(path, { timeout: wait });
    file.pragma("journal_mode = WAL");
    // FULL: a power cut must not undo the record of a sent message, or it would be sent again.
    file.pragma("synchronous = FULL");
    file.pragma("foreign_keys = ON");
    const findings = file.pragma("quick_check(1)", { simple: true });
    if (findings !== "ok") {
      file.close();
      return troubleOf({ code: "SQLITE_CORRUPT" }, path);
    }
    const db = new Kysely<Database>({ dialect: createSqliteDialect(file), plugins: [new CamelCasePlugin()] });
    const unknown = await unknownMigration(db);
    if (unknown !== null) {
      await db.destroy();
      return {
        kind: "newer version",
        message: `The database ${path} was written by a newer Paperboy ("${unknown}"): update Paperboy, or give DATABASE_FILE another file.`,
      };
    }
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...migrations }) },
    }).migrateToLatest();
    if (error !== undefined) throw error;
    return { kind: "open", store: { db, close: () => db.destroy() } };
  } catch (error) {
    file?.close();
    return troubleOf(error, path);
  }
}

/** The first migration that has run on this database but is unknown to this version. */
async function unknownMigration(db: Db): Promise<string | null> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return null;
  const run = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  return run.find(({ name }) => !Object.hasOwn(migrations, name))?.name ?? null;
}
