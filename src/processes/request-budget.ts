import { setTimeout as sleep } from "node:timers/promises";
import { takeBudget } from "../store/budgets.js";
import type { Db } from "../store/schema.js";

/**
 * Discord takes 50 requests a second of one token. Requests that are late, here or on their way, come closer to the next
 * ones, and are all that brings more than these into one second: three are left for them, and for what is not announced.
 */
const perSecond = 47;
/** Requests that are taken from the budget at once, for 128 ms: few, so that no other process waits for long. */
const blockSize = 6;
/** A request that goes out later than this would be one too many in its second. Milliseconds. */
const maxLateness = 60;
/** Times that a process which is always late takes: then its request goes out all the same. */
const maxTries = 5;

interface BudgetClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** A budget of requests that all processes on a database share. */
export interface RequestBudget {
  /** Resolves when the next one may be sent. */
  readonly take: () => Promise<void>;
  /** Discord takes none for so many milliseconds: those that were not taken yet come after them, in every process. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Time of the budget that nobody has used is lost, so that no burst follows a pause. */
export function createRequestBudget(
  db: Db,
  { now, wait }: BudgetClock = { now: Date.now, wait: sleep },
): RequestBudget {
  const gap = 1000 / perSecond;
  let slots: number[] = [];
  let taking: Promise<void> | null = null;

  async function takeBlock(): Promise<void> {
    const start = await takeBudget(db, "requests", Math.ceil(blockSize * gap), Math.floor(now()));
    slots = Array.from({ length: blockSize }, (_, index) => start + index * gap);
  }

  async function takeSlot(): Promise<number> {
    for (;;) {
      const slot = slots.shift();
      if (slot !== undefined && !isLate(slot)) return slot;
      if (slots.length > 0) continue;
      taking ??= takeBlock().finally(() => {
        taking = null;
      });
      await taking;
    }
  }

  function isLate(slot: number): boolean {
    return now() - slot > maxLateness;
  }

  return {
    async take() {
      for (let tries = 1; ; tries++) {
        const slot = await takeSlot();
        if (slot > now()) await wait(slot - now());
        if (!isLate(slot) || tries === maxTries) return;
      }
    },
    async pause(milliseconds) {
      slots = [];
      await takeBudget(db, "requests", Math.ceil(milliseconds), Math.floor(now()));
    },
  };
}
