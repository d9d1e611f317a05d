import { setTimeout as sleep } from "node:timers/promises";
import { claimChore, endChore, keepChore } from "../store/chores.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";

interface OnceDeps {
  readonly db: Db;
  readonly now?: () => number;
  /** How long a process that has ended, or was stopped, keeps the others from taking over. Milliseconds. */
  readonly lease?: number;
}

/**
 * Does a chore for a time, unless another process does: waits for one that is at it, and takes over if that ends without
 * being done.
 *
 * @param dueAt the same in every process, such as the time of a cron expression; milliseconds since 1970
 * @param since it need not be done if it was done for this time or a later one; default: `dueAt`
 * @returns whether this process has done it
 * @throws what `work` throws; the next process then tries
 */
export type Once = (
  name: string,
  dueAt: number,
  work: () => Promise<unknown>,
  since?: number,
) => Promise<boolean>;

/**
 * Elects, for each chore and each time, one of the processes on a database. Work may still be done twice, by a process
 * that was stopped for longer than its lease and goes on: what it writes has to bear that.
 */
export function createOnce({ db, now = Date.now, lease = 30_000 }: OnceDeps): Once {
  return async (name, dueAt, work, since = dueAt) => {
    const chore = { name, dueAt, owner: newId() };
    for (;;) {
      const claim = await claimChore(db, { ...chore, dueAt: since }, { now: now(), until: now() + lease });
      if (claim.kind === "done") return false;
      if (claim.kind === "ours") break;
      await sleep(Math.min(Math.max(claim.until - now(), 0), lease) / 10 + 100, undefined, { ref: false });
    }
    const keeping = setInterval(() => {
      // A lease that could not be kept ends: another process may take over.
      keepChore(db, chore, now() + lease).catch(() => {});
    }, lease / 3);
    let isDone = false;
    try {
      await work();
      isDone = true;
    } finally {
      clearInterval(keeping);
      await endChore(db, chore, isDone);
    }
    return true;
  };
}
