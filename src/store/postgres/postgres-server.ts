import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StoreError } from "../store-error.js";
import type { StoreTroubleKind } from "../store-trouble.js";
import { mayPass, troubleOf } from "./postgres-trouble.js";

/** Milliseconds between two attempts: they double up to the last. */
const [firstPause, lastPause] = [20, 1000];
/** How long attempts may fail before the operator is told: a restart of the server takes less. Milliseconds. */
const maxSilence = 5000;
/** Milliseconds to connect, or to wait for a connection of the pool, at most. */
const connectTimeout = 5000;
/** A process that was stopped within a transaction keeps its locks for this long. Milliseconds. */
const maxIdleTransaction = 20_000;
/** Connections of one process. */
const maxConnections = 10;

/** The pool of connections to a database, and what the operator is told of it. */
export interface PostgresServer {
  readonly pool: pg.Pool;
  /** A connection of the pool, for what may wait for so many milliseconds in all: half of it is for the query. */
  connect(wait: number): Promise<pg.PoolClient>;
  /** The server and the database, without user and password. */
  readonly name: string;
  /**
   * Does some work, again and again for `wait` milliseconds while it fails for a reason that may pass.
   *
   * Work that throws an `UnknownOutcome` is not done again.
   *
   * @throws {StoreError} if the database cannot be used.
   */
  attempt<T>(work: () => Promise<T>, wait: number, kind?: "read" | "write"): Promise<T>;
  close(): Promise<void>;
}

/** The connection ended before the answer to a write came, so it must not be repeated. */
export class UnknownOutcome extends Error {
  override readonly name = "UnknownOutcome";
}

/**
 * @param url `postgres://user:password@host:port/database`
 * @param onTrouble one sentence for the operator at the first failure in a row; null when the database works again.
 */
export function connectToPostgres(url: string, onTrouble: (sentence: string | null) => void): PostgresServer {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeout,
    idle_in_transaction_session_timeout: maxIdleTransaction,
    keepAlive: true,
    application_name: "paperboy",
    types: { getTypeParser },
  });
  // A connection that ends while nobody waits for an answer on it: the next query says so, or the pool opens another one.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const name = nameOf(url);
  /** What the operator was told since the database worked last: silent, it is away and slow by turns. */
  const told = new Set<StoreTroubleKind>();

  function report(error: unknown): StoreError {
    const cause = error instanceof UnknownOutcome ? error.cause : error;
    const found = troubleOf(cause, name);
    if (!told.has(found.kind)) onTrouble(found.message);
    told.add(found.kind);
    return new StoreError(found, cause);
  }

  return {
    pool,
    async connect(wait) {
      if (wait / 2 >= connectTimeout) return await pool.connect();
      const connecting = pool.connect();
      const late = sleep(wait / 2, null, { ref: false });
      const client = await Promise.race([connecting, late]);
      if (client !== null) return client;
      connecting.then(
        (tooLate) => tooLate.release(),
        () => {},
      );
      // In the words of pg-pool, which has one limit for all.
      throw new Error("timeout exceeded when trying to connect");
    },
    name,
    async attempt(work, wait, kind = "write") {
      const start = performance.now();
      for (let pause = firstPause; ; pause = Math.min(pause * 2, lastPause)) {
        try {
          const result = await work();
          // A full disk and a standby are read from all the same.
          const lasts = kind === "read" && (told.has("full") || told.has("read-only"));
          if (told.size > 0 && !lasts) {
            told.clear();
            onTrouble(null);
          }
          return result;
        } catch (error) {
          const passed = performance.now() - start;
          if (!mayPass(error) || passed + pause >= wait) throw report(error);
          if (passed >= maxSilence) report(error);
        }
        // Not in step with the other processes that wait.
        await sleep(pause * (0.5 + Math.random()));
      }
    },
    close: () => pool.end(),
  };
}

/** Counts and instants are below 2^53; PostgreSQL's `bigint` and `numeric` would come as text. */
function getTypeParser(type: number, format?: "text" | "binary") {
  const { INT8, NUMERIC } = pg.types.builtins;
  return type === INT8 || type === NUMERIC ? Number : pg.types.getTypeParser(type, format);
}

/** What of a URL may be shown. */
function nameOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? host}${pathname}`;
}
