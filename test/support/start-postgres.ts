import { startPostgres } from "./postgres.js";

/** Vitest's global setup of the project `postgres`: one server for all of its tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  console.log(`The tests of the store also run on ${server.version}.`);
  return server.stop;
}
