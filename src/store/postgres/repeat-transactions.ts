import type { Db } from "../schema.js";
import type { PostgresServer } from "./postgres-server.js";

/**
 * Lets every transaction of `db` run again as long as it has certainly not been committed: after a deadlock with another
 * process, and while the server is away. What a transaction does besides writing has to bear that.
 *
 * @param wait milliseconds
 */
export function repeatTransactions(db: Db, server: PostgresServer, wait: number): Db {
  const transaction = db.transaction.bind(db);
  db.transaction = () => {
    const builder = transaction();
    const execute = builder.execute.bind(builder);
    builder.execute = (work) => server.attempt(() => execute(work), wait);
    return builder;
  };
  return db;
}
