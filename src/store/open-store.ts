import type { Db } from "./schema.js";
import type { StoreTrouble } from "./store-trouble.js";

export interface Store {
  readonly db: Db;
  /** The same database for the answers to people: its writes fail early while others write. */
  readonly forAnswers: Db;
  /** Where the database says by itself that a process has signalled something; null where it has to be asked. */
  readonly listen: Listen | null;
  readonly close: () => Promise<void>;
}

/** Calls a function after each signal, until it is stopped. Signals may be missed. */
export type Listen = (onSignal: () => void) => { readonly stop: () => Promise<void> };

export type OpenOutcome = { readonly kind: "open"; readonly store: Store } | StoreTrouble;

/** A SQLite file (or `:memory:`), or the URL of a PostgreSQL database. */
export type StoreAddress = { readonly path: string } | { readonly url: string };

export interface WaitOptions {
  /** Milliseconds that a query waits while the database is locked or away. Default: a minute. */
  readonly wait?: number;
  /** The same when it is opened. Default: `wait`, or 5 seconds for a file and a minute for a server. */
  readonly openWait?: number;
  /** Called after each query, with the time that it took. */
  readonly onQuery?: OnQuery | undefined;
}

export type OpenOptions = StoreAddress &
  WaitOptions & {
    /** One sentence for the operator when the database cannot be used any more; null when it can be again. */
    readonly onTrouble?: (sentence: string | null) => void;
  };

export type OnQuery = (kind: "read" | "write", milliseconds: number) => void;

/**
 * Opens a database and migrates it to this version; a file is created if necessary. If that is impossible the outcome
 * has one sentence for the operator. Another program's database is not changed.
 */
export async function openStore(options: OpenOptions): Promise<OpenOutcome> {
  const { onTrouble = () => {} } = options;
  // Each loads its driver, which the other does not need.
  if ("url" in options) {
    const { openPostgres } = await import("./postgres/open-postgres.js");
    return await openPostgres(options.url, { ...options, onTrouble });
  }
  const { openSqlite } = await import("./sqlite/open-sqlite.js");
  return await openSqlite(options.path, { ...options, onTrouble });
}
