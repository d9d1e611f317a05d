import { setTimeout as sleep } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";
import { StoreError } from "../store-error.js";
import type { StoreTroubleKind } from "../store-trouble.js";
import { isLocked, troubleOf } from "./sqlite-trouble.js";
import { createWriteLock, type WriteLock } from "./write-lock.js";

/** Milliseconds between two attempts on a database that another process has locked: they double up to the last. */
const [firstPause, lastPause] = [2, 50];
/** How long queries may keep the event loop before others get their turn. Milliseconds. */
const maxBusyTime = 8;

/**
 * A database file, opened twice: in WAL mode a reader sees what was committed last, and waits for no writer, neither of
 * this process nor of another one. Nothing waits inside SQLite, which would stop the event loop.
 */
export interface SqliteFile {
  readonly reader: SqliteDatabase.Database;
  readonly writer: SqliteDatabase.Database;
  readonly lock: WriteLock;
  /**
   * Runs a query, again and again for `wait` milliseconds while another process has locked the file.
   *
   * @throws {StoreError} if the file cannot be used.
   */
  attempt<T>(query: () => T, wait: number): Promise<T>;
  /** @throws {StoreError} for an error of the file; any other error itself. */
  fail(error: unknown): never;
  /** Something was written. */
  written(): void;
  close(): void;
}

/** @param onTrouble one sentence for the operator at the first failure in a row; null when writing works again. */
export function openSqliteFile(path: string, onTrouble: (sentence: string | null) => void): SqliteFile {
  const writer = new SqliteDatabase(path, { timeout: 0 });
  // A database in memory has one connection.
  const reader = path === ":memory:" ? writer : new SqliteDatabase(path, { timeout: 0 });
  const turns = createTurns();
  let trouble: StoreTroubleKind | null = null;

  function fail(error: unknown): never {
    const found = troubleOf(error, path);
    if (trouble !== found.kind) onTrouble(found.message);
    trouble = found.kind;
    throw new StoreError(found, error);
  }

  return {
    reader,
    writer,
    lock: createWriteLock(),
    fail,
    async attempt(query, wait) {
      const end = performance.now() + wait;
      for (let pause = firstPause; ; pause = Math.min(pause * 2, lastPause)) {
        if (turns.isOver()) await turns.next();
        try {
          return query();
        } catch (error) {
          if (!isLocked(error) || performance.now() + pause >= end) return fail(error);
        }
        await sleep(pause);
      }
    },
    written() {
      if (trouble !== null) onTrouble(null);
      trouble = null;
    },
    close() {
      reader.close();
      writer.close();
    },
  };
}

/**
 * Shares the event loop out among queries. SQLite answers at once, and so the code that awaits it goes on in the same turn
 * of the loop. Who has waited longest is first in the next turn: a long transaction lets others in between.
 */
function createTurns() {
  let turnStart: number | null = null;
  const waiting: (() => void)[] = [];

  function begin(): void {
    turnStart = performance.now();
    setImmediate(() => {
      turnStart = null;
      const first = waiting.shift();
      if (first === undefined) return;
      begin();
      first();
    });
  }

  return {
    /** Asked right before a query: whether queries have kept this turn for long enough. */
    isOver(): boolean {
      if (turnStart !== null) return performance.now() - turnStart > maxBusyTime;
      begin();
      return false;
    },
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}
