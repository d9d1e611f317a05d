import { z } from "zod";

/** Why a database cannot be used, in one sentence: what is wrong, where, and what to do. */
export interface StoreTrouble {
  readonly kind: "locked" | "read-only" | "corrupt" | "newer version" | "full" | "cannot open";
  readonly message: string;
}

const withCode = z.object({ code: z.string() });
const folderMissing = /directory does not exist/;

/**
 * Explains an error of SQLite.
 *
 * @throws the error itself if a database file cannot cause it: it is a bug.
 * @see https://www.sqlite.org/rescode.html
 */
export function troubleOf(error: unknown, path: string): StoreTrouble {
  if (error instanceof Error && folderMissing.test(error.message)) {
    return {
      kind: "cannot open",
      message: `The folder of the database ${path} does not exist: create it first.`,
    };
  }
  const code = withCode.safeParse(error).data?.code ?? "";
  const is = (...names: string[]) => names.some((name) => code === name || code.startsWith(`${name}_`));
  if (is("SQLITE_BUSY", "SQLITE_LOCKED")) {
    return {
      kind: "locked",
      message: `Another program has locked the database ${path}: close it (a second Paperboy on the same file is fine) and start again.`,
    };
  }
  if (is("SQLITE_READONLY", "SQLITE_PERM")) {
    return {
      kind: "read-only",
      message: `The database ${path} cannot be written: give this user the right to write the file and its folder.`,
    };
  }
  if (is("SQLITE_CORRUPT", "SQLITE_NOTADB")) {
    return {
      kind: "corrupt",
      message: `The file ${path} is not a complete SQLite database: replace it with a backup, or move it away to start with a new one.`,
    };
  }
  if (is("SQLITE_FULL", "SQLITE_IOERR")) {
    return {
      kind: "full",
      message: `The database ${path} cannot be written (${code}): is the disk full or failing?`,
    };
  }
  if (is("SQLITE_CANTOPEN", "SQLITE_AUTH")) {
    return {
      kind: "cannot open",
      message: `The database ${path} cannot be opened: it must be a file, in a folder that this user may write to.`,
    };
  }
  throw error;
}
