import { namesOf, type Shards } from "../config/shards.js";
import { claimedFile, storeAddress } from "../config/store-address.js";
import { UsageError } from "../config/usage-error.js";
import { StoppedError } from "../discord/stopped-error.js";
import { createOperations, type Operations } from "../operations/create-operations.js";
import { claimBot } from "../store/claim-bot.js";
import { openStore, type Store } from "../store/open-store.js";
import { mayOpenLater } from "../store/store-trouble.js";
import type { AppDeps } from "./app-deps.js";

/** What only one bot can hold: its token and shards on this store, the port of monitoring, the store. */
export interface Resources {
  readonly operations: Operations;
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/**
 * Opens all or nothing.
 *
 * @throws {UsageError} where another bot holds one, or it cannot be opened.
 * @throws {StoppedError} where the database is away, locked or full: another start may open it.
 */
export async function openResources(
  { config, data, discord, log }: Pick<AppDeps, "config" | "data" | "discord" | "log">,
  shards: Shards | null,
): Promise<Resources> {
  const claim = claimBot({
    databaseFile: claimedFile(config),
    token: discord.token,
    shards: namesOf(shards),
  });
  if (claim.kind === "taken") {
    throw new UsageError(
      `Paperboy runs already, with the same token and the database ${config.DATABASE_FILE}: stop that one first, as both would answer.`,
    );
  }
  const operations = await createOperations({
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    version: data.version,
    log,
  }).catch((error: unknown) => {
    claim.release();
    throw error;
  });
  const opened = await openStore({
    ...storeAddress(config),
    onQuery: operations.measures.onQuery,
    onTrouble: (sentence) =>
      sentence === null
        ? log.info("the database can be used again")
        : log.error(`${sentence} Paperboy tries again by itself.`),
  });
  if (opened.kind !== "open") {
    await operations.close();
    claim.release();
    throw mayOpenLater(opened.kind) ? new StoppedError(opened.message) : new UsageError(opened.message);
  }
  const { store } = opened;
  return {
    operations,
    store,
    async close() {
      await store.close();
      await operations.close();
      claim.release();
    },
  };
}
