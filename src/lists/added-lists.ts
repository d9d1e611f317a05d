import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { type ListSource, upstreamAt } from "../config/list-source.js";
import { serialQueue } from "../reading/serial-queue.js";
import {
  type AddedList,
  deleteOffersBefore,
  deleteUnusedLists,
  loadAddedLists,
} from "../store/added-lists.js";
import type { Db } from "../store/schema.js";
import type { ListRunner } from "./list-runner.js";
import type { ListRunners } from "./list-runners.js";

/** How long an offer to add a list is valid. Milliseconds. */
const offerLifetime = 24 * 3_600_000;

interface AddedListsDeps {
  readonly db: Db;
  readonly runners: ListRunners;
  readonly log: Pick<Logger, "warn">;
}

/**
 * The lists that servers added. `sync` runs exactly those in the database, which another process may have changed, and
 * deletes those that no server sees any more.
 */
export function createAddedLists({ db, runners, log }: AddedListsDeps): {
  readonly sync: () => Promise<void>;
} {
  const enqueue = serialQueue();

  async function sync(): Promise<void> {
    await deleteOffersBefore(db, Date.now() - offerLifetime);
    await deleteUnusedLists(db);
    const lists = await loadAddedLists(db);
    const wanted = new Set(lists.map(({ id }) => id));
    for (const { source } of runners.all()) {
      if (!source.isPublic && !wanted.has(source.id)) await runners.remove(source.id);
    }
    const added = lists.filter(({ id }) => runners.find(id) === null).flatMap((list) => add(sourceOf(list)));
    for (const runner of added) await restore(runner);
  }

  function add(source: ListSource): ListRunner[] {
    try {
      const runner = runners.add(source);
      runner.announceLoading();
      return [runner];
    } catch (error) {
      warn(source, error);
      return [];
    }
  }

  async function restore({ source, restore }: ListRunner): Promise<void> {
    await restore().catch((error: unknown) => warn(source, error));
  }

  function warn(source: ListSource, error: unknown): void {
    log.warn({ list: source.id, err: error }, "a list that a server added cannot be served");
  }

  return { sync: () => enqueue(sync) };
}

/** Added lists are checked once an hour, each at a minute of its own. */
function sourceOf({ id, url, branch, path, name }: AddedList): ListSource {
  const minute = createHash("sha256").update(id).digest().readUInt32BE() % 60;
  return {
    id,
    name,
    page: null,
    file: null,
    upstream: { ...upstreamAt(url), branch, paths: [path], cron: `${minute} * * * *` },
    isPublic: false,
  };
}
