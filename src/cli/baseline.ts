import { readSettings } from "../config/read-settings.js";
import type { Config } from "../config/settings.js";
import { hasStore } from "../config/store-address.js";
import { UsageError } from "../config/usage-error.js";
import type { ListService } from "../lists/create-lists.js";
import { acceptAsTold } from "../store/accept-as-told.js";
import { claimBot } from "../store/claim-bot.js";
import { runningProcesses } from "../store/processes.js";
import type { Db } from "../store/schema.js";
import type { Command, ExitStatus } from "./command.js";
import { withLists } from "./with-lists.js";

export const baseline: Command = {
  name: "baseline",
  takes: "",
  about:
    "accepts the lists as they are now as announced, after a backup was restored; the bot has to be stopped",
  options: {},
  run: async () => acceptPresent((await readSettings()).config),
};

/**
 * Accepts the lists, and everything that is pending, as announced.
 *
 * @param options `allowFile`: whether an upstream may be a folder of this machine; by default in the sandbox alone
 * @throws {UsageError} where the bot runs, or the database or a list cannot be used.
 */
export async function acceptPresent(
  config: Config,
  options: { readonly allowFile?: boolean } = {},
): Promise<ExitStatus> {
  const { DATABASE_FILE: databaseFile, DISCORD_TOKEN: token } = config;
  if (!hasStore(config)) throw new UsageError(`There is no database ${databaseFile} to accept lists in.`);
  const claim = claimBot({ databaseFile, token: token ?? "", shards: ["0/1"] });
  if (claim.kind === "taken")
    throw new UsageError(
      `Paperboy runs on the database ${databaseFile}: stop it first, or it announces meanwhile.`,
    );
  const accept = async (lists: ListService, db: Db): Promise<ExitStatus> => {
    // Of a file that one process has, the claim says so.
    const isShared = config.DATABASE_URL !== null || config.SHARDS !== null;
    const [running] = !isShared ? [] : await runningProcesses(db, Date.now());
    if (running !== undefined)
      throw new UsageError(
        `Paperboy runs on this database (${running}): stop it first, or it announces meanwhile. If it was killed, wait for half a minute.`,
      );
    await lists.restore();
    const failed = await acceptLists(lists);
    const told = await acceptAsTold(db, Date.now());
    console.log(`${told} pending announcement${told === 1 ? "" : "s"} will not be sent.`);
    return failed === 0 ? 0 : 1;
  };
  try {
    return await withLists(config, accept, options);
  } finally {
    claim.release();
  }
}

/** Accepts each list as it is upstream, with a revision that is held. @returns how many could not be */
async function acceptLists(lists: ListService): Promise<number> {
  const startedAt = Date.now();
  await lists.check({ force: true, isBaseline: true });
  const failed = new Set<string>();
  for (const { listId } of await lists.held()) {
    const released = await lists.release(listId, "none");
    if (released.kind !== "failed") continue;
    console.error(`${listId}: ${released.reason}`);
    failed.add(listId);
  }
  const watched = await lists.watched();
  for (const { id, lastReadAt } of watched) {
    if (failed.has(id) || (lastReadAt !== null && lastReadAt >= startedAt)) continue;
    console.error(`${id}: it could not be read now, and stays as it was. Run this again later.`);
    failed.add(id);
  }
  console.log(`${watched.length - failed.size} of ${watched.length} lists are accepted as they are.`);
  return failed.size;
}
