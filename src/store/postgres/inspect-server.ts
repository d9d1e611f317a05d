import { sql } from "kysely";
import { createDb } from "../create-db.js";
import type { StoreState } from "../inspect-file.js";
import { migrationsOf } from "../migrate.js";
import { migrations } from "../migrations.js";
import type { Db } from "../schema.js";
import { foreignTrouble } from "./foreign-trouble.js";
import { createPostgresDialect } from "./postgres-dialect.js";
import { connectToPostgres } from "./postgres-server.js";
import { connectTroubleOf } from "./postgres-trouble.js";

/** Milliseconds. */
const wait = 5000;

/** How a server's database is, without changing anything. Works while bots run. @returns with what to call it */
export async function inspectServer(
  url: string,
): Promise<{ readonly name: string; readonly state: StoreState }> {
  const server = connectToPostgres(url, () => {});
  const { name } = server;
  try {
    await server.attempt(() => server.pool.query("select 1"), wait);
    return { name, state: await inspect(createDb(createPostgresDialect(server, wait)), name) };
  } catch (error) {
    return { name, state: { kind: "trouble", message: connectTroubleOf(error, name).message } };
  } finally {
    await server.close();
  }
}

async function inspect(db: Db, name: string): Promise<StoreState> {
  const foreign = await foreignTrouble(db, name);
  if (foreign !== null) return { kind: "trouble", message: foreign.message };
  const { rows } = await sql<{ bytes: number; isStandby: boolean }>`
    select pg_database_size(current_database()) as bytes, pg_is_in_recovery() as is_standby`.execute(db);
  const [{ bytes, isStandby } = { bytes: 0, isStandby: false }] = rows;
  if (isStandby)
    return {
      kind: "trouble",
      message: `The database ${name} is a standby, which cannot be written: DATABASE_URL has to name the primary.`,
    };
  const run = await migrationsOf(db);
  if (run.length === 0) return { kind: "empty" };
  const counting = db.selectFrom("subscriptions").select(({ fn }) => fn.countAll<number>().as("count"));
  const { count } = await counting.executeTakeFirstOrThrow();
  return {
    kind: "ready",
    bytes,
    subscriptions: count,
    migrations: Object.keys(migrations).length - run.length,
  };
}
