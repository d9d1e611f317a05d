import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SelectQueryNode,
} from "kysely";
import type { PoolClient } from "pg";
import { type PostgresServer, UnknownOutcome } from "./postgres-server.js";
import { isUnknown } from "./postgres-trouble.js";

/**
 * A PostgreSQL dialect of Kysely that waits while the server is away. A query outside of a transaction is repeated for
 * `wait` milliseconds, unless it may have written something; transactions as a whole are repeated by `repeatTransactions`.
 *
 * @param wait milliseconds; each query also has that long for its answer.
 */
export function createPostgresDialect(server: PostgresServer, wait: number): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(server, wait),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(server: PostgresServer, wait: number): Driver {
  /** The client of each connection that has a transaction. */
  const transactions = new Map<DatabaseConnection, PoolClient>();

  async function send<R>(client: PoolClient, sql: string, values: readonly unknown[] = []) {
    const config = { text: sql, values: values.map(withoutNul), query_timeout: wait };
    const { rows, rowCount } = await client.query<R & object>(config);
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
  }

  /** @throws {UnknownOutcome} where the connection has ended, and the query may have written something. */
  async function runAlone<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const client = await server.connect(wait);
    try {
      const result = await send<R>(client, query.sql, query.parameters);
      client.release();
      return result;
    } catch (error) {
      client.release(isUnknown(error));
      throw SelectQueryNode.is(query.query) ? error : markUnknown(error);
    }
  }

  function end(connection: DatabaseConnection, isBroken = false): void {
    transactions.get(connection)?.release(isBroken);
    transactions.delete(connection);
  }

  return {
    async init() {},
    async acquireConnection() {
      const connection: DatabaseConnection = {
        executeQuery(query) {
          const client = transactions.get(connection);
          return client === undefined
            ? server.attempt(() => runAlone(query), wait, SelectQueryNode.is(query.query) ? "read" : "write")
            : send(client, query.sql, query.parameters);
        },
        streamQuery() {
          throw new Error("Queries of this store are not streamed");
        },
      };
      return connection;
    },
    async beginTransaction(connection) {
      const client = await server.connect(wait);
      transactions.set(connection, client);
      try {
        await send(client, "begin isolation level read committed");
      } catch (error) {
        end(connection, true);
        throw error;
      }
    },
    async commitTransaction(connection) {
      const client = transactions.get(connection);
      if (client === undefined) return;
      await send(client, "commit").catch((error: unknown) => {
        throw markUnknown(error);
      });
      end(connection);
    },
    async rollbackTransaction(connection) {
      const client = transactions.get(connection);
      if (client === undefined) return;
      // A connection that has ended, or does not answer, is rolled back by the server.
      const isBroken = await send(client, "rollback").then(
        () => false,
        () => true,
      );
      end(connection, isBroken);
    },
    async releaseConnection() {},
    async destroy() {},
  };
}

function markUnknown(error: unknown): unknown {
  return isUnknown(error) ? new UnknownOutcome("It may have been written", { cause: error }) : error;
}

/** PostgreSQL's text cannot hold the character NUL, which SQLite's can. */
function withoutNul(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "") : value;
}
