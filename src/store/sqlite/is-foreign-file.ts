import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import SqliteDatabase from "better-sqlite3";
import { migrations } from "../migrations.js";

/** SQLite's `application_id` of Paperboy's databases: "Papr". Those of older versions have 0, as most programs' have. */
export const applicationId = 0x50617072;

/** How long to wait for a process that creates the file at this moment. Milliseconds. */
const maxWait = 2000;
const headerLength = 100;
const applicationIdOffset = 68;

/**
 * Whether a file is another program's SQLite database. Changes nothing, not even the way it is journalled. A missing or
 * empty file, and one that is not a database, belongs to nobody.
 */
export async function isForeignFile(path: string): Promise<boolean> {
  const header = await readHeader(path);
  if (header === null) return false;
  const id = header.readUInt32BE(applicationIdOffset);
  if (id !== 0) return id !== applicationId;
  // With a log, the last connection that can write would move it into the file.
  const database = new SqliteDatabase(path, { readonly: existsSync(`${path}-wal`), timeout: maxWait });
  try {
    const names = database.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck();
    const tables = names.all().filter((name) => !name.startsWith("sqlite_"));
    const run = tables.includes("kysely_migration")
      ? database.prepare<[], string>("select name from kysely_migration").pluck().all()
      : [];
    // Before the first migration there are at most Kysely's own tables.
    if (run.length === 0) return !tables.every((name) => name.startsWith("kysely_migration"));
    return !run.some((name) => Object.hasOwn(migrations, name));
  } finally {
    database.close();
  }
}

/** The first bytes of a SQLite database; null for anything else. */
async function readHeader(path: string): Promise<Buffer | null> {
  const { isFile, size } = await stat(path).then(
    (found) => ({ isFile: found.isFile(), size: found.size }),
    () => ({ isFile: false, size: 0 }),
  );
  if (!isFile || size < headerLength) return null;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(headerLength), 0, headerLength, 0);
    return buffer.toString("latin1", 0, 15) === "SQLite format 3" ? buffer : null;
  } finally {
    await file.close();
  }
}
