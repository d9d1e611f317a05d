import { createDb } from "../create-db.js";
import { migrate } from "../migrate.js";
import type { OnQuery, OpenOutcome, WaitOptions } from "../open-store.js";
import type { Db } from "../schema.js";
import { foreignTrouble } from "./foreign-trouble.js";
import { createListen } from "./listen.js";
import { createPostgresDialect } from "./postgres-dialect.js";
import { connectToPostgres, type PostgresServer } from "./postgres-server.js";
import { connectTroubleOf, troubleOf } from "./postgres-trouble.js";
import { repeatTransactions } from "./repeat-transactions.js";

/** Milliseconds that a query waits while the server is away: longer than a restart or a failover. */
const defaultWait = 60_000;
/** The same for the answer to a person, for which Discord waits three seconds. */
const answerWait = 1500;
/** Milliseconds that a migration may take. */
const migrationWait = 600_000;

/** Opens a PostgreSQL database, and migrates it to this version. It has to exist; another program's is not changed. */
export async function openPostgres(
  url: string,
  {
    wait,
    openWait,
    onTrouble,
    onQuery,
  }: WaitOptions & { readonly onTrouble: (sentence: string | null) => void },
): Promise<OpenOutcome> {
  const server = connectToPostgres(url, onTrouble);
  try {
    await server.attempt(() => server.pool.query("select 1"), openWait ?? wait ?? defaultWait);
  } catch (error) {
    await server.close();
    return connectTroubleOf(error, server.name);
  }
  try {
    const db = connect(server, migrationWait);
    const problem =
      (await foreignTrouble(db, server.name)) ??
      (await migrate(db, { name: server.name, setting: "DATABASE_URL" }));
    if (problem !== null) {
      await server.close();
      return problem;
    }
    const long = wait ?? defaultWait;
    return {
      kind: "open",
      store: {
        db: connect(server, long, onQuery),
        forAnswers: connect(server, Math.min(long, answerWait), onQuery),
        listen: createListen(url),
        close: () => server.close(),
      },
    };
  } catch (error) {
    await server.close();
    return troubleOf(error, server.name);
  }
}

function connect(server: PostgresServer, wait: number, onQuery?: OnQuery): Db {
  return repeatTransactions(createDb(createPostgresDialect(server, wait), onQuery), server, wait);
}
