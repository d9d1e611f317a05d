import type { DetailsOf } from "../catalogue/details.js";
import { readConfig } from "../config/read-config.js";
import type { Config } from "../config/settings.js";
import { hasStore, storeAddress } from "../config/store-address.js";
import { UsageError } from "../config/usage-error.js";
import type { Db } from "../store/schema.js";

/** Milliseconds that a person waits for a database that is locked or away. */
export const openWait = 5000;

/** The details that the bot's database has; none where there is no database yet. @throws {UsageError} if it cannot be used */
export async function readKnownDetails(): Promise<DetailsOf> {
  const config = readConfig();
  if (!hasStore(config)) return () => null;
  return await withStore(config, async (db) => (await loadBook(db)).of);
}

/** Does some work with the database, which is created if necessary. @throws {UsageError} if it cannot be used */
export async function withStore<Result>(config: Config, work: (db: Db) => Promise<Result>): Promise<Result> {
  // Loaded lazily: the other commands start fast without the database.
  const { openStore } = await import("../store/open-store.js");
  const opened = await openStore({ ...storeAddress(config), openWait });
  if (opened.kind !== "open") throw new UsageError(opened.message);
  try {
    return await work(opened.store.db);
  } finally {
    await opened.store.close();
  }
}

/** All details that are known. */
export async function loadBook(db: Db) {
  const { createDetailsBook } = await import("../details/details-book.js");
  const { knownDetails } = await import("../store/details.js");
  const book = createDetailsBook();
  for await (const page of knownDetails(db)) book.add(page);
  return book;
}
