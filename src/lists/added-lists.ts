import type { Log } from "../interactions/failures.js";
import { deleteOffersBefore, deleteUnusedLists, loadAddedLists } from "../store/added-lists.js";
import type { Db } from "../store/schema.js";
import { serialQueue } from "../upstream/serial-queue.js";
import { addedSource } from "./added-source.js";
import type { ListRunners } from "./list-runners.js";

/** How long an offer to add a list holds. Milliseconds. */
export const offerHolds = 24 * 3_600_000;

interface AddedListsDeps {
  readonly db: Db;
  readonly runners: ListRunners;
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

export function createAddedLists({ db, runners, log }: AddedListsDeps): AddedLists {
  const inTurn = serialQueue();

  async function runThoseThereAre(): Promise<void> {
    await deleteOffersBefore(db, Date.now() - offerHolds);
    await deleteUnusedLists(db);
    const lists = await loadAddedLists(db);
    const wanted = new Set(lists.map(({ id }) => id));
    for (const { source } of runners.all()) {
      if (!source.isPublic && !wanted.has(source.id)) await runners.remove(source.id);
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

  return {
    sync: () => inTurn(runThoseThereAre),
  };
}
