import { existsSync } from "node:fs";
import { readConfig } from "../config/read-config.js";
import { UsageError } from "../config/usage-error.js";
import { copyStore } from "../store/copy-store.js";
import { inspectFile, type StoreState } from "../store/inspect-file.js";
import { openStore, type Store, type StoreAddress } from "../store/open-store.js";
import { runningProcesses } from "../store/processes.js";
import { type Command, wrongUsage } from "./command.js";

export const migrateStore: Command = {
  name: "migrate-store",
  takes: "FROM TO",
  about:
    "copies a store: each is a SQLite file, a PostgreSQL URL, or the word DATABASE_URL for that setting; TO has to be empty",
  options: {},
  async run({ positionals }) {
    const [from, to, ...others] = positionals;
    if (from === undefined || to === undefined || others.length > 0) throw wrongUsage(migrateStore);
    const [source, target] = [addressOf(from), addressOf(to)];
    if ("path" in source && !existsSync(source.path)) throw new UsageError(`There is no database ${from}.`);
    if (JSON.stringify(source) === JSON.stringify(target))
      throw new UsageError("FROM and TO are one database.");
    return await using(source, async (one) => {
      // Opening creates and migrates the target: what is refused leaves it as it was.
      const [running] = await runningProcesses(one.db, Date.now());
      if (running !== undefined) throw whileRunning(running);
      await refuseOlder(target);
      return await using(target, async (other) => {
        const outcome = await copyStore(one.db, other.db);
        if (outcome.kind === "running") throw whileRunning(outcome.about);
        if (outcome.kind === "not empty")
          throw new UsageError(
            `TO has rows already, in ${outcome.table}: give an empty database. Nothing was copied.`,
          );
        for (const [table, count] of outcome.counts) console.log(`${table}: ${count}`);
        console.error("Copied, and every table has as many rows as before. FROM is unchanged.");
        return 0 as const;
      });
    });
  },
};

function whileRunning(about: string): UsageError {
  return new UsageError(
    `A bot runs on one of the databases (${about}): stop it first. If it was killed, wait for half a minute. Nothing was copied.`,
  );
}

/** @throws {UsageError} where an earlier version has written the target. */
async function refuseOlder(address: StoreAddress): Promise<void> {
  const state = await stateOf(address);
  if (state.kind === "ready" && state.migrations > 0)
    throw new UsageError(
      "TO was written by an earlier version of Paperboy: give an empty database. Nothing was copied.",
    );
}

async function stateOf(address: StoreAddress): Promise<StoreState> {
  if ("path" in address) return await inspectFile(address.path);
  const { inspectServer } = await import("../store/postgres/inspect-server.js");
  return (await inspectServer(address.url)).state;
}

/** @throws {UsageError} that does not repeat what may be a password */
function addressOf(text: string): StoreAddress {
  if (text === "DATABASE_URL") {
    const url = readConfig().DATABASE_URL;
    if (url === null) throw new UsageError("DATABASE_URL is not set.");
    return { url };
  }
  if (!/^\w+:\/\//.test(text)) return { path: text };
  if (!/^postgres(?:ql)?:/.test(text) || !URL.canParse(text))
    throw new UsageError("A database is a file, or postgres://USER:PASSWORD@HOST:5432/DATABASE.");
  return { url: text };
}

async function using<Result>(
  address: StoreAddress,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const opened = await openStore({ ...address, openWait: 5000 });
  if (opened.kind !== "open") throw new UsageError(opened.message);
  try {
    return await work(opened.store);
  } finally {
    await opened.store.close();
  }
}
