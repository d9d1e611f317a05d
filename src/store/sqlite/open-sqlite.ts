import { createDb } from "../create-db.js";
import { migrate } from "../migrate.js";
import type { OnQuery, OpenOutcome, Store, WaitOptions } from "../open-store.js";
import type { Db } from "../schema.js";
import { isForeignFile } from "./is-foreign-file.js";
import { createSqliteDialect } from "./sqlite-dialect.js";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.js";
import { troubleOf } from "./sqlite-trouble.js";

/** Milliseconds that a write waits while another process writes: longer than a backup or a person's look at the file. */
const defaultWait = 60_000;
/** The same for the answer to a person, for which Discord waits three seconds. */
const answerWait = 1500;
/** The same while the database is opened. */
const defaultOpenWait = 5000;

/** Opens a database file, creating it if necessary, and migrates it to this version. Another program's is not changed. */
export async function openSqlite(
  path: string,
  {
    wait,
    openWait,
    onTrouble,
    onQuery,
  }: WaitOptions & { readonly onTrouble: (sentence: string | null) => void },
): Promise<OpenOutcome> {
  let file: SqliteFile | undefined;
  let isOpen = false;
  try {
    if (await isForeignFile(path)) return { kind: "foreign", message: foreignFile(path) };
    file = openSqliteFile(path, (sentence) => isOpen && onTrouble(sentence));
    const opening = openWait ?? wait ?? defaultOpenWait;
    await file.attempt(prepare(file), opening);
    if (!(await isSound(file, opening))) {
      file.close();
      return troubleOf({ code: "SQLITE_CORRUPT" }, path);
    }
    const problem = await migrate(connect(file, opening), { name: path, setting: "DATABASE_FILE" });
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
    listen: null,
    async close() {
      // What is being written ends first, or has had its time.
      await file.lock.acquire(answerWait);
      file.close();
    },
  };
}

function connect(file: SqliteFile, wait: number, onQuery?: OnQuery): Db {
  return createDb(createSqliteDialect(file, wait), onQuery);
}

/** Sets up the connections. */
function prepare({ reader, writer }: SqliteFile) {
  return (): void => {
    writer.pragma("journal_mode = WAL");
    // FULL: a power cut must not undo the record of a sent message, or it would be sent again.
    writer.pragma("synchronous = FULL");
    writer.pragma("foreign_keys = ON");
    if (reader !== writer) reader.pragma("query_only = ON");
  };
}

/** Whether SQLite finds nothing wrong with the file. Table by table: all at once would hold up others. */
async function isSound({ writer, attempt }: SqliteFile, wait: number): Promise<boolean> {
  const tables = await attempt(
    () => writer.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all(),
    wait,
  );
  for (const table of tables)
    if ((await attempt(() => writer.pragma(`quick_check("${table}")`, { simple: true }), wait)) !== "ok")
      return false;
  return true;
}

function foreignFile(path: string): string {
  return `The file ${path} is another program's database, and was not changed: give DATABASE_FILE another file.`;
}
