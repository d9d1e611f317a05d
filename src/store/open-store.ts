import { CamelCasePlugin, Kysely, Migrator, SelectQueryNode } from "kysely";
import { isForeignFile } from "./is-foreign-file.js";
import { migrations } from "./migrations.js";
import { type StoreTrouble, troubleOf } from "./open-trouble.js";
import type { Database, Db } from "./schema.js";
import { createSqliteDialect } from "./sqlite-dialect.js";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.js";

/** Milliseconds that a write waits while another process writes: longer than a backup or a person's look at the file. */
const defaultWait = 60_000;
/** The same for the answer to a person, for which Discord waits three seconds. */
const answerWait = 1500;
/** The same while the database is opened. */
const openWait = 5000;

export interface Store {
  readonly db: Db;
  /** The same database for the answers to people: its writes fail early while others write. */
  readonly forAnswers: Db;
  readonly close: () => Promise<void>;
}

export type OpenOutcome = { readonly kind: "open"; readonly store: Store } | StoreTrouble;

export interface OpenOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** Milliseconds to wait while another process has locked the file: when it is opened, and for each write later. */
  readonly wait?: number;
  /** One sentence for the operator when the database cannot be used any more; null when it can be again. */
  readonly onTrouble?: (sentence: string | null) => void;
  /** Called after each query, with the time that it took. */
  readonly onQuery?: OnQuery | undefined;
}

export type OnQuery = (kind: "read" | "write", milliseconds: number) => void;

/**
 * Opens the database file, creating it if necessary, and migrates it to this version. If that is impossible the outcome
 * has one sentence for the operator. Another program's file is not changed.
 */
export async function openStore({
  path,
  wait,
  onTrouble = () => {},
  onQuery,
}: OpenOptions): Promise<OpenOutcome> {
  let file: SqliteFile | undefined;
  let isOpen = false;
  try {
    if (await isForeignFile(path)) return { kind: "foreign", message: foreignFile(path) };
    file = openSqliteFile(path, (sentence) => isOpen && onTrouble(sentence));
    const opening = wait ?? openWait;
    const findings = await file.attempt(prepare(file), opening);
    if (findings !== "ok") {
      file.close();
      return troubleOf({ code: "SQLITE_CORRUPT" }, path);
    }
    const problem = await migrate(connect(file, opening), path);
    if (problem !== null) {
      file.close();
      return problem;
    }
    isOpen = true;
    return { kind: "open", store: toStore(file, wait, onQuery) };
  } catch (error) {
    file?.close();
    return troubleOf(error, path);
  }
}

function toStore(file: SqliteFile, wait = defaultWait, onQuery?: OnQuery): Store {
  return {
    db: connect(file, wait, onQuery),
    forAnswers: connect(file, Math.min(wait, answerWait), onQuery),
    async close() {
      // What is being written ends first, or has had its time.
      await file.lock.acquire(answerWait);
      file.close();
    },
  };
}

function connect(file: SqliteFile, wait: number, onQuery?: OnQuery): Db {
  return new Kysely<Database>({
    dialect: createSqliteDialect(file, wait),
    plugins: [new CamelCasePlugin()],
    ...(onQuery && {
      log: ({ query: { query }, queryDurationMillis }) =>
        onQuery(SelectQueryNode.is(query) ? "read" : "write", queryDurationMillis),
    }),
  });
}

/** Sets up the connections. @returns what SQLite finds wrong with the file; `ok` if that is nothing. */
function prepare({ reader, writer }: SqliteFile) {
  return (): unknown => {
    writer.pragma("journal_mode = WAL");
    // FULL: a power cut must not undo the record of a sent message, or it would be sent again.
    writer.pragma("synchronous = FULL");
    writer.pragma("foreign_keys = ON");
    if (reader !== writer) reader.pragma("query_only = ON");
    return writer.pragma("quick_check(1)", { simple: true });
  };
}

async function migrate(db: Db, path: string): Promise<StoreTrouble | null> {
  const unknown = await unknownMigration(db);
  if (unknown !== null) {
    const message = `The database ${path} was written by a newer Paperboy ("${unknown}"): update Paperboy, or give DATABASE_FILE another file.`;
    return { kind: "newer version", message };
  }
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return null;
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

function foreignFile(path: string): string {
  return `The file ${path} is another program's database, and was not changed: give DATABASE_FILE another file.`;
}
