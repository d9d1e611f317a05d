import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import SqliteDatabase from "better-sqlite3";
import { isLocked } from "./sqlite/sqlite-trouble.js";

/** A bot as Discord sees it: two processes with the same token and shard would both answer, and both announce. */
export interface BotIdentity {
  readonly databaseFile: string;
  readonly token: string;
  /** The connections to the gateway, such as `0/1`. */
  readonly shards: readonly string[];
}

export type BotClaim =
  | { readonly kind: "claimed"; readonly release: () => void }
  /** Another process runs as this bot. */
  | { readonly kind: "taken" };

/**
 * Claims to be the only process that runs as a bot on a store. The claim is a lock of the operating system on an empty
 * file beside the database, through SQLite, as Node.js has none: it ends with the process, however that ends.
 * Where the file cannot be opened there is no claim, and nothing is said: neither can the database, which is.
 */
export function claimBot({ databaseFile, token, shards }: BotIdentity): BotClaim {
  if (databaseFile === ":memory:") return { kind: "claimed", release: () => {} };
  const file = realPath(databaseFile);
  const locks: SqliteDatabase.Database[] = [];
  const release = () => {
    for (const lock of locks.splice(0)) lock.close();
  };
  try {
    for (const shard of shards) {
      const lock = new SqliteDatabase(lockFile(file, token, shard), { timeout: 0 });
      locks.push(lock);
      lock.exec("begin exclusive");
    }
  } catch (error) {
    release();
    if (isLocked(error)) return { kind: "taken" };
  }
  return { kind: "claimed", release };
}

/** One file has one lock, by whatever symbolic link it is named. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Its name says nothing of the token: the part before the first dot is the bot's id, and stays when the token is reset. */
function lockFile(databaseFile: string, token: string, shard: string): string {
  const identity = `${token.split(".", 1)[0]} ${shard}`;
  return `${databaseFile}-bot-${createHash("sha256").update(identity).digest("hex").slice(0, 12)}.lock`;
}
