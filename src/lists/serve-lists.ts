import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { ReadFilter } from "../announce/plan-deliveries.js";
import { createSharedIds } from "../catalogue/shared-ids.js";
import type { Data } from "../config/data.js";
import type { ListSource } from "../config/list-source.js";
import type { Config } from "../config/settings.js";
import type { Db } from "../store/schema.js";
import { sweepMirrors } from "../upstream/sweep-mirrors.js";
import { createReadFilter } from "../wiring/announcing.js";
import { createAddedLists, offerHolds } from "./added-lists.js";
import { createLists } from "./create-lists.js";
import { mirrorPrefix } from "./create-upstream.js";
import { createListAdding } from "./list-adding.js";
import { createListIndex, type ListIndex } from "./list-index.js";
import { createListRunners, type ListRunners } from "./list-runners.js";
import type { ListView } from "./list-view.js";
import { createListVisibility } from "./list-visibility.js";
import type { Lists } from "./lists.js";

/** How long the bot waits for lists it never saw before it logs in all the same. Milliseconds. */
const longestFirstLook = 30_000;

interface ServeListsDeps {
  readonly db: Db;
  readonly config: Config;
  readonly sources: readonly ListSource[];
  readonly data: Data;
  readonly log: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly allowFile: boolean;
  /** Called after deliveries were written. */
  readonly onRecorded: () => void;
}

/** The lists, read and ready to be asked for. */
export interface ServedLists {
  readonly listIndex: ListIndex;
  /** What a server sees, or what people see outside of servers (`null`). */
  readonly listViewOf: (guildId: string | null) => ListView;
  readonly readFilter: ReadFilter;
  readonly runners: ListRunners;
  readonly lists: Lists;
  /** Follows what other processes have changed. */
  readonly follow: () => Promise<void>;
  /** Removes the mirrors of lists that were looked at and not added, or that were taken out. */
  readonly sweep: () => Promise<unknown>;
}

/**
 * Serves the lists: from the store at once where they were seen before, else from upstream or from their files.
 *
 * @throws {UsageError} where what is said of a list is wrong.
 */
export async function serveLists(deps: ServeListsDeps): Promise<ServedLists> {
  const { db, config, sources, data, log, environment, allowFile, onRecorded } = deps;
  const { DATABASE_FILE: databaseFile, ALLOW_SERVER_LISTS: mayAdd, SERVER_LIST_HOSTS: hosts } = config;
  const { venues } = data;
  const listIndex = createListIndex(data.vocabulary);
  const choices = createListVisibility(db);
  const readFilter = createReadFilter(listIndex);
  const runners = createListRunners({
    db,
    databaseFile,
    allowFile,
    environment,
    venues,
    listIndex,
    registry: createSharedIds(),
    readFilter,
    log,
    onRecorded,
    onError: (error) => log.error({ err: error }, "looking upstream failed"),
  });
  const addedLists = createAddedLists({ db, runners, log });
  const ofAdding = { addedLists, venues, databaseFile, environment, hosts, allowFile, log };
  const adding = mayAdd ? createListAdding({ db, listIndex, choices, runners, ...ofAdding }) : null;
  const follow = async (): Promise<void> => {
    await choices.load();
    if (mayAdd) await addedLists.sync();
  };

  const unseen: string[] = [];
  for (const source of sources) if (!(await runners.add(source).restore())) unseen.push(source.id);
  await follow();
  await firstLooks(unseen, runners);
  return {
    listIndex,
    listViewOf: (guildId) => listIndex.of(choices.seenBy(guildId, listIndex.lists())),
    readFilter,
    runners,
    lists: createLists({ db, listIndex, choices, runners, adding }),
    follow,
    sweep: () =>
      sweepMirrors({
        prefix: mirrorPrefix(databaseFile),
        used: new Set(runners.all().flatMap(({ gitDir }) => gitDir ?? [])),
        olderThan: offerHolds,
      }),
  };
}

/** Lists that were never seen are looked at before anybody can ask for them, as far as their hosts are quick. */
async function firstLooks(ids: readonly string[], runners: ListRunners): Promise<void> {
  const looks = (async () => {
    for (const id of ids) await runners.check({ only: id });
  })();
  await Promise.race([looks, sleep(longestFirstLook, undefined, { ref: false })]);
}
