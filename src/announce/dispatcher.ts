import { claimMessages } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { takeNotices } from "../store/notices.js";
import { composeDue } from "./compose-due.js";
import { type DeliverDeps, deliver } from "./deliver.js";
import type { Held } from "./settle.js";

export interface DispatcherLog {
  readonly warn: (facts: object, message: string) => void;
  readonly error: (facts: object, message: string) => void;
}

export interface DispatcherDeps extends Pick<DeliverDeps, "db" | "messenger" | "view"> {
  readonly log: DispatcherLog;
  readonly now?: DeliverDeps["now"];
  readonly newId?: DeliverDeps["newId"];
  readonly onStep?: DeliverDeps["onStep"];
  readonly times?: Partial<Times>;
}

interface Times {
  /** How long a message belongs to the one who took it. */
  readonly lease: number;
  /** How long one request may take. At most a third of a lease: looking and sending both have to fit. */
  readonly request: number;
  /** How long to wait before looking for a message that may have been posted. */
  readonly doubt: number;
  /** How often to look for something to do. */
  readonly poll: number;
}

/** Milliseconds. */
const standardTimes = {
  lease: 120_000,
  request: 30_000,
  doubt: 10_000,
  poll: 5_000,
} as const satisfies Times;

/** Messages in hand at one time: more than Discord's fifty requests a second can use. */
const MOST_IN_HAND = 64;
/** Subscriptions whose messages are made in one transaction. */
const COMPOSED_AT_ONCE = 200;

export interface Dispatcher {
  /** Begins to look for work, at once and then again and again. */
  readonly start: () => void;
  /** Runs now rather than at the next poll: something was recorded. No effect before `start`. */
  readonly wake: () => void;
  /** Sends all that is due, and comes back when nothing is left in hand. */
  readonly tick: () => Promise<void>;
  /** Takes nothing more, and comes back when all in hand is settled. */
  readonly stop: () => Promise<void>;
}

/**
 * Sends what is due, from this process and beside any number of others on the same database. Messages to one channel go
 * one after another in their order, different channels at the same time, the longest waiting first.
 */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { db, messenger, log, onStep = () => {} } = deps;
  const now = deps.now ?? Date.now;
  const makeId = deps.newId ?? newId;
  const times = { ...standardTimes, ...deps.times };
  if (times.request * 3 > times.lease) {
    throw new RangeError(`A lease of ${times.lease} ms is less than three requests of ${times.request} ms`);
  }
  const delivering: DeliverDeps = {
    ...deps,
    now,
    newId: makeId,
    onStep,
    requestTime: times.request,
    doubtTime: times.doubt,
    onTrouble: (what, { id, subscriptionId }, reason) =>
      log.warn({ message: id, subscriptionId, reason }, what),
  };
  /** The end of what is in hand of each subscription. */
  const lanes = new Map<string, Promise<void>>();
  let inHand = 0;
  let started = false;
  let stopped = false;
  /** Before then no request is of use. */
  let quietUntil = 0;
  let ticking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function run(held: Held, leaseUntil: number): Promise<void> {
    try {
      const end = await deliver(held, leaseUntil, delivering);
      if (end.kind === "settled") return;
      quietUntil = now() + end.after;
      log.error({ reason: end.reason, seconds: end.after / 1000 }, "Discord takes no announcements for now");
    } catch (error) {
      // A bug or the disk: the lease ends by itself, and the message is in doubt then.
      log.error({ err: error, message: held.id }, "an announcement could not be delivered");
    }
  }

  function enter(held: Held, leaseUntil: number): void {
    const before = lanes.get(held.subscriptionId) ?? Promise.resolve();
    inHand += 1;
    const lane = before
      .then(() => run(held, leaseUntil))
      .finally(() => {
        inHand -= 1;
        if (lanes.get(held.subscriptionId) === lane) lanes.delete(held.subscriptionId);
      });
    lanes.set(held.subscriptionId, lane);
  }

  async function claim(): Promise<number> {
    const owner = makeId();
    const until = now() + times.lease;
    const claimed = await claimMessages(db, { owner, now: now(), until, limit: MOST_IN_HAND - inHand });
    if (claimed.length > 0) onStep("claimed");
    for (const message of claimed) enter({ ...message, owner }, until);
    return claimed.length;
  }

  async function tellNotices(): Promise<void> {
    for (const { guildId, text } of await takeNotices(db, now())) {
      if (guildId === null) log.warn({}, text);
      else await messenger.notify(guildId, text);
    }
  }

  async function work(): Promise<void> {
    while (!stopped && now() >= quietUntil) {
      const composed = await composeDue(db, { now: now(), limit: COMPOSED_AT_ONCE, newId: makeId });
      if (composed > 0) onStep("composed");
      const taken = inHand < MOST_IN_HAND ? await claim() : 0;
      if (composed > 0 || taken > 0) continue;
      if (lanes.size === 0) break;
      await Promise.race(lanes.values());
    }
    await Promise.all(lanes.values());
    if (!stopped && now() >= quietUntil) await tellNotices();
  }

  async function tick(): Promise<void> {
    ticking ??= work().finally(() => {
      ticking = null;
    });
    await ticking;
  }

  function next(delay: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        // What was recorded while a tick is under way may have come too late for it.
        if (ticking) await ticking;
        await tick();
      } catch (error) {
        log.error({ err: error }, "the announcements that are due could not be read");
      }
      next(times.poll);
    }, delay);
  }

  return {
    start() {
      started = true;
      next(0);
    },
    wake() {
      if (started) next(0);
    },
    tick,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
      await Promise.all(lanes.values());
    },
  };
}
