import type { Database as SqliteDatabase } from "better-sqlite3";
import { CompiledQuery, type Dialect, SqliteAdapter, SqliteDialect } from "kysely";

/**
 * Kysely's SQLite dialect with two differences. Transactions start with a write lock (`begin immediate`): one that reads
 * first and writes later would fail at once, whatever the timeout, if another process wrote in between. And migrations
 * run in one transaction, so that of two processes that start together one migrates.
 */
export function createSqliteDialect(database: SqliteDatabase): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createAdapter: () =>
      Object.defineProperty(new SqliteAdapter(), "supportsTransactionalDdl", { value: true }),
    createDriver() {
      const driver = dialect.createDriver();
      driver.beginTransaction = async (connection) => {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
      };
      return driver;
    },
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
