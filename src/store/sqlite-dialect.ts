import type { Database as SqliteDatabase } from "better-sqlite3";
import { CompiledQuery, type Dialect, SqliteAdapter, SqliteDialect } from "kysely";

/**
 * Kysely's SQLite dialect with two differences. Transactions begin as writers (`begin immediate`): one that reads
 * first and writes later would fail at once, whatever the time limit, if another process wrote in between. And
 * migrations run in one transaction, which SQLite can do, so that two processes that start together migrate once.
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
