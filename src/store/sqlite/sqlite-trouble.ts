import { z } from "zod";
import { StoreError } from "../store-error.js";
import type { StoreTrouble } from "../store-trouble.js";

const withCode = z.object({ code: z.string() });
const folderMissing = /directory does not exist/;
/** better-sqlite3's own part in C is missing, or was built for another Node.js. */
const notInstalled = /Could not locate the bindings file|better_sqlite3\.node/;
/** @see https://www.sqlite.org/rescode.html */
const kindsByCode = [
  [/^SQLITE_(?:BUSY|LOCKED)(?:_|$)/, "locked"],
  [/^SQLITE_(?:READONLY|PERM)(?:_|$)/, "read-only"],
  [/^SQLITE_(?:CORRUPT|NOTADB)(?:_|$)/, "corrupt"],
  [/^SQLITE_(?:FULL|IOERR)(?:_|$)/, "full"],
  [/^SQLITE_(?:CANTOPEN|AUTH)(?:_|$)/, "cannot open"],
  [/^(?:EACCES|EPERM)$/, "cannot open"],
] as const;

/**
 * Explains an error of SQLite.
 *
 * @throws the error itself if a database file cannot cause it: it is a bug.
 */
export function troubleOf(error: unknown, path: string): StoreTrouble {
  if (error instanceof StoreError) return error;
  if (error instanceof Error && folderMissing.test(error.message)) {
    const message = `The folder of the database ${path} does not exist: create it first.`;
    return { kind: "cannot open", message };
  }
  if (error instanceof Error && notInstalled.test(error.message)) {
    const message =
      "The package better-sqlite3 is not built for this Node.js: run `npm rebuild better-sqlite3`, or `npm ci` to install everything again.";
    return { kind: "not installed", message };
  }
  const code = codeOf(error);
  const kind = kindsByCode.find(([codes]) => codes.test(code))?.[1];
  if (kind === undefined) throw error;
  const messages: Record<typeof kind, string> = {
    locked: `Another program has locked the database ${path}: close it (a second Paperboy on the same file is fine) and start again.`,
    "read-only": `The database ${path} cannot be written: give this user the right to write the file and its folder.`,
    corrupt: `The file ${path} is not a complete SQLite database: replace it with a backup, or move it away to start with a new one.`,
    full: `The database ${path} cannot be written (${code}): is the disk full or failing?`,
    "cannot open": `The database ${path} cannot be opened: it must be a file, in a folder that this user may write to.`,
  };
  return { kind, message: messages[kind] };
}

/** Whether another process has the file: trying again can help, and nothing has changed. */
export function isLocked(error: unknown): boolean {
  return /^SQLITE_BUSY(?:_|$)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return withCode.safeParse(error).data?.code ?? "";
}
