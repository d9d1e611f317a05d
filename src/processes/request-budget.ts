import { setTimeout as sleep } from "node:timers/promises";
import { takeBudget } from "../store/budgets.js";
import type { Db } from "../store/schema.js";

/** Discord takes 50 requests a second of one token; some are left for what is not announced. */
const perSecond = 45;
/** Requests that are taken from the budget at once: few, so that another process waits for 200 ms at most. */
const blockSize = 9;

/**
 * A budget of requests that all processes on a database share: resolves when the next one may be sent. Time that nobody
 * has used is lost, so that no burst follows a pause.
 */
export function createRequestBudget(db: Db, now: () => number = Date.now): () => Promise<void> {
  const gap = 1000 / perSecond;
  let slots: number[] = [];
  let taking: Promise<void> | null = null;

  async function takeBlock(): Promise<void> {
    const start = await takeBudget(db, "requests", Math.ceil(blockSize * gap), Math.floor(now()));
    slots = Array.from({ length: blockSize }, (_, index) => start + index * gap);
  }

  return async () => {
    // Slots of long ago would be a burst.
    while (slots[0] === undefined || slots[0] < now() - 1000) {
      slots.shift();
      if (slots.length > 0) continue;
      taking ??= takeBlock().finally(() => {
        taking = null;
      });
      await taking;
    }
    const slot = slots.shift() ?? 0;
    if (slot > now()) await sleep(slot - now());
  };
}
