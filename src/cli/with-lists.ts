import { pino } from "pino";
import { readData } from "../config/data.js";
import { readEnvironment } from "../config/read-config.js";
import { readListSources } from "../config/read-list-sources.js";
import type { Config } from "../config/settings.js";
import { storeAddress } from "../config/store-address.js";
import { UsageError } from "../config/usage-error.js";
import { createLists, type ListService } from "../lists/create-lists.js";
import { createGitAccess } from "../lists/git-access.js";
import { createListIndex } from "../lists/list-index.js";
import { openStore } from "../store/open-store.js";
import type { Db } from "../store/schema.js";
import { openWait } from "./known-details.js";
import { isInSandbox } from "./sandbox-token.js";

/**
 * Does some work with the bot's lists and its database, which exists.
 *
 * @param options `allowFile`: whether an upstream may be a folder of this machine; by default in the sandbox alone
 * @throws {UsageError} where either cannot be used
 */
export async function withLists<Result>(
  config: Config,
  work: (lists: ListService, db: Db) => Promise<Result>,
  { allowFile = isInSandbox(config) }: { readonly allowFile?: boolean } = {},
): Promise<Result> {
  const { vocabulary } = readData();
  const sources = await readListSources(config);
  const store = await openStore({ ...storeAddress(config), openWait });
  if (store.kind !== "open") throw new UsageError(store.message);
  const { db, forAnswers, close } = store.store;
  const lists = createLists({
    db,
    forAnswers,
    sources,
    allowServerLists: config.ALLOW_SERVER_LISTS,
    gitAccess: createGitAccess({
      databaseFile: config.DATABASE_FILE,
      environment: readEnvironment(),
      allowFile,
      hosts: config.SERVER_LIST_HOSTS,
    }),
    listIndex: createListIndex(vocabulary),
    vocabulary,
    log: pino({ level: "silent" }),
    onRecorded: () => {},
  });
  try {
    return await work(lists, db);
  } finally {
    await lists.stop();
    await close();
  }
}
