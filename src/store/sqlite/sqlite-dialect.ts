import type { Database as SqliteDatabase, Statement } from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type SelectModifierNode,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { LRUCache } from "lru-cache";
import { memo } from "../../catalogue/memo.js";
import type { SqliteFile } from "./sqlite-file.js";

/**
 * A SQLite dialect of Kysely on which nothing waits but the query that has to: queries read on a connection of their
 * own, and writes wait for another process by trying again, while the event loop goes on.
 *
 * Transactions start with a write lock (`begin immediate`): one that reads first and writes later would fail, whatever
 * it waits, if another process wrote in between. So only their start has to be tried again. Migrations run in one
 * transaction, so that of two processes that start together one migrates.
 *
 * @param wait milliseconds that a write waits while others write.
 */
export function createSqliteDialect(file: SqliteFile, wait: number): Dialect {
  return {
    createAdapter: () =>
      Object.defineProperty(new SqliteAdapter(), "supportsTransactionalDdl", { value: true }),
    createDriver: () => createDriver(file, wait),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LocklessQueryCompiler(),
  };
}

/** Leaves `for update skip locked` out: a transaction has the whole file, so there is nothing to lock or to skip. */
class LocklessQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== "ForUpdate" && node.modifier !== "SkipLocked") super.visitSelectModifier(node);
  }
}

function createDriver(file: SqliteFile, wait: number): Driver {
  const { reader, writer } = file;
  /** The connection that has a transaction, and what releases its write lock. */
  const transactions = new Map<DatabaseConnection, () => void>();

  /** Runs what needs the write lock, first of this process, then of the file; both within `wait`. */
  async function locked<T>(query: () => T): Promise<{ readonly result: T; readonly release: () => void }> {
    const end = performance.now() + wait;
    const release = (await file.lock.acquire(wait)) ?? file.fail({ code: "SQLITE_BUSY" });
    try {
      return { result: await file.attempt(query, end - performance.now()), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  async function execute<R>(connection: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> {
    if (transactions.has(connection)) return await file.attempt(() => run<R>(writer, query), 0);
    if (SelectQueryNode.is(query.query)) return await file.attempt(() => run<R>(reader, query), wait);
    const { result, release } = await locked(() => run<R>(writer, query));
    release();
    file.written();
    return result;
  }

  function end(connection: DatabaseConnection): void {
    transactions.get(connection)?.();
    transactions.delete(connection);
  }

  return {
    async init() {},
    async acquireConnection() {
      const connection: DatabaseConnection = {
        executeQuery: (query) => execute(connection, query),
        streamQuery() {
          throw new Error("Queries of this store are not streamed");
        },
      };
      return connection;
    },
    async beginTransaction(connection) {
      const { release } = await locked(() => writer.exec("begin immediate"));
      transactions.set(connection, release);
    },
    async commitTransaction(connection) {
      await file.attempt(() => writer.exec("commit"), 0);
      file.written();
      end(connection);
    },
    async rollbackTransaction(connection) {
      try {
        // After some errors, as of a full disk, SQLite has rolled back by itself.
        if (writer.inTransaction) writer.exec("rollback");
      } finally {
        end(connection);
      }
    },
    async releaseConnection() {},
    async destroy() {},
  };
}

/** Queries that a connection keeps prepared. */
const maxStatements = 200;
const statementsOf = memo(
  (_: SqliteDatabase) => new LRUCache<string, Statement<unknown[]>>({ max: maxStatements }),
);

/** Preparing a query takes longer than running most. */
function prepared<R>(database: SqliteDatabase, sql: string): Statement<unknown[], R> {
  const statements = statementsOf(database);
  const statement = statements.get(sql) ?? database.prepare<unknown[]>(sql);
  statements.set(sql, statement);
  // Kysely knows the rows of its query.
  return statement as Statement<unknown[], R>;
}

function run<R>(database: SqliteDatabase, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = prepared<R>(database, sql);
  if (statement.reader) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
