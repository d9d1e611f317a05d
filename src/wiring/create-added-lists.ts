import { rm } from "node:fs/promises";
import type { Log } from "../discord/failures.js";
import { deleteOffersBefore, deleteUnseenLists, loadAddedLists } from "../store/added-lists.js";
import type { Db } from "../store/schema.js";
import { addedSource } from "./added-source.js";
import type { ListRunners } from "./create-list-runners.js";
import { mirrorFolder } from "./create-upstream.js";

/** How long an offer to add a list holds. Milliseconds. */
const offerHolds = 24 * 3_600_000;

interface AddedListsDeps {
  readonly db: Db;
  readonly runners: ListRunners;
  readonly databaseFile: string;
  readonly log: Pick<Log, "warn">;
}

/** The lists that servers added, as they run in this process. */
export interface AddedLists {
  /**
   * Runs those that the database has, and no others: at start, after a change, and now and then, as another process may
   * have changed them. A list that no server has any more is forgotten.
   */
  readonly sync: () => Promise<void>;
}

export function createAddedLists({ db, runners, databaseFile, log }: AddedListsDeps): AddedLists {
  let turn: Promise<void> = Promise.resolve();

  async function runThoseThereAre(): Promise<void> {
    await deleteOffersBefore(db, Date.now() - offerHolds);
    await deleteUnseenLists(db);
    const lists = await loadAddedLists(db);
    const wanted = new Set(lists.map(({ id }) => id));
    for (const { source } of runners.all()) {
      if (source.isEveryones || wanted.has(source.id)) continue;
      await runners.remove(source.id);
      await removeMirror(source.upstream?.url ?? "");
    }
    for (const list of lists) if (runners.find(list.id) === null) await run(addedSource(list));
  }

  async function run(source: ReturnType<typeof addedSource>): Promise<void> {
    try {
      await runners.add(source).restore();
    } catch (error) {
      log.warn({ list: source.id, err: error }, "a list that a server added can not be served");
    }
  }

  /** Unless another list is in the same repository. */
  async function removeMirror(url: string): Promise<void> {
    if (runners.all().some(({ source }) => source.upstream?.url === url)) return;
    await rm(mirrorFolder(databaseFile, url), { recursive: true, force: true });
  }

  return {
    sync() {
      turn = turn.catch(() => {}).then(runThoseThereAre);
      return turn;
    },
  };
}
