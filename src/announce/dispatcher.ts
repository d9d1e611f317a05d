import type { Logger } from "pino";
import { hasDue } from "../store/due-subscriptions.js";
import { type ClaimedMessage, claimMessages, giveBackMessage, hasClaimable } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { hasNotices, takeNotices } from "../store/notices.js";
import { StoreError } from "../store/store-error.js";
import type { DeliverDeps } from "./attempt.js";
import { composeDue } from "./compose-due.js";
import { deliver } from "./deliver.js";
import type { PapersFor } from "./draw-featured.js";

export interface DispatcherDeps
  extends Pick<DeliverDeps, "db" | "messenger" | "view" | "missingPermissions" | "onOutcome"> {
  readonly log: Logger;
  /** Among which papers picks and the top are. Default: none. */
  readonly papersFor?: PapersFor;
  readonly now?: DeliverDeps["now"];
  readonly onStep?: DeliverDeps["onStep"];
  readonly times?: Partial<Times>;
}

/** Milliseconds. */
interface Times {
  /** How long a claimed message belongs to its owner. */
  readonly lease: number;
  /** How long one request may take. At most a third of a lease: a lookup and a send both have to fit. */
  readonly request: number;
  /** How long to wait before a message that may have been posted is looked up. */
  readonly lookupDelay: number;
  /** How often to poll for due work. */
  readonly poll: number;
  /** How long stopping waits for requests; one that is given up is looked up after the next start. */
  readonly stop: number;
}

const defaultTimes: Times = {
  lease: 60_000,
  request: 20_000,
  lookupDelay: 10_000,
  poll: 5_000,
  stop: 7_000,
};

/** Messages in flight at one time: more than Discord's fifty requests a second can use. */
const maxInFlight = 64;
/** Subscriptions whose messages are composed in one transaction. */
const maxComposed = 200;

/**
 * Sends what is due; any number of processes can do so on one database. Messages of one subscription are sent in order,
 * one after another, different subscriptions at the same time, and the longest pending first.
 */
export function createDispatcher(deps: DispatcherDeps) {
  const { db, messenger, log, onStep = () => {} } = deps;
  const now = deps.now ?? Date.now;
  const times = { ...defaultTimes, ...deps.times };
  if (times.request * 3 > times.lease) {
    throw new RangeError(`A lease of ${times.lease} ms is less than three requests of ${times.request} ms`);
  }
  const deliverDeps = {
    ...deps,
    now,
    onStep,
    requestTimeout: times.request,
    requests: new Set(),
    lookupDelay: times.lookupDelay,
    onProblem: (what, { id, subscriptionId }, reason) =>
      log.warn({ message: id, subscriptionId, reason }, what),
  } satisfies DeliverDeps;
  /** The last delivery in flight of each subscription. */
  const lanes = new Map<string, Promise<void>>();
  let inFlight = 0;
  /** Deliveries that ended, each of which may have made more due. */
  let ended = 0;
  let started = false;
  let stopped = false;
  /** Between these two times Discord takes no requests. A clock that is set back ends it, too. */
  let quiet = { from: 0, until: 0 };
  let ticking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  /** The operator knows of the database already. */
  function report(error: unknown, what: string, about: object = {}): void {
    if (!(error instanceof StoreError)) log.error({ err: error, ...about }, what);
  }

  async function run(message: ClaimedMessage, leaseUntil: number): Promise<void> {
    try {
      if (stopped) return void (await giveBackMessage(db, message, now()));
      const delivered = await deliver(message, leaseUntil, deliverDeps);
      if (delivered.kind === "settled") return;
      const { after, reason } = delivered;
      const wasQuiet = isQuiet();
      quiet = { from: now(), until: wasQuiet ? Math.max(quiet.until, now() + after) : now() + after };
      if (!wasQuiet) log.error({ reason, seconds: after / 1000 }, "Discord takes no announcements for now");
    } catch (error) {
      // A bug or the database. The lease ends, and the next claim looks the message up.
      report(error, "an announcement could not be delivered", { message: message.id });
    }
  }

  function isQuiet(): boolean {
    return now() >= quiet.from && now() < quiet.until;
  }

  function enqueue(message: ClaimedMessage, leaseUntil: number): void {
    const before = lanes.get(message.subscriptionId) ?? Promise.resolve();
    inFlight += 1;
    const lane = before
      .then(() => run(message, leaseUntil))
      .finally(() => {
        inFlight -= 1;
        ended += 1;
        if (lanes.get(message.subscriptionId) === lane) lanes.delete(message.subscriptionId);
      });
    lanes.set(message.subscriptionId, lane);
  }

  async function claim(): Promise<number> {
    // Reading waits for nobody: an idle bot takes no lock.
    if (!(await hasClaimable(db, now()))) return 0;
    const until = now() + times.lease;
    const limit = maxInFlight - inFlight;
    // Whichever clock is behind: messages are looked up from then on.
    const sentAfter = Math.min(now(), messenger.time?.() ?? now());
    const claimed = await claimMessages(db, { owner: newId(), now: now(), until, limit, sentAfter });
    if (claimed.length > 0) onStep("claimed");
    for (const message of claimed) enqueue(message, until);
    return claimed.length;
  }

  async function sendNotices(): Promise<void> {
    if (!(await hasNotices(db))) return;
    for (const { guildId, text } of await takeNotices(db, now())) {
      if (guildId === null) log.warn({}, text);
      else await messenger.notify(guildId, text);
    }
  }

  async function work(): Promise<void> {
    while (!stopped && !isQuiet()) {
      const endedBefore = ended;
      const composed = (await hasDue(db, now()))
        ? await composeDue(db, now(), maxComposed, deps.papersFor)
        : 0;
      if (composed > 0) onStep("composed");
      const claimed = inFlight < maxInFlight ? await claim() : 0;
      if (composed > 0 || claimed > 0 || ended > endedBefore) continue;
      if (lanes.size === 0) break;
      await Promise.race(lanes.values());
    }
    await Promise.all(lanes.values());
    if (!stopped && !isQuiet()) await sendNotices();
  }

  async function tick(): Promise<void> {
    ticking ??= work().finally(() => {
      ticking = null;
    });
    await ticking;
  }

  function schedule(delay: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        // A tick that is under way may have missed what was recorded during it.
        if (ticking) await ticking;
        await tick();
      } catch (error) {
        report(error, "the announcements that are due could not be read");
      }
      schedule(times.poll);
    }, delay);
  }

  return {
    /** Starts to poll, at once. */
    start() {
      started = true;
      schedule(0);
    },
    /** Polls now: something was recorded. No effect before `start`. */
    wake() {
      if (started) schedule(0);
    },
    /** Sends everything that is due, and resolves when no message is in flight. */
    tick,
    /**
     * Claims nothing more, gives back what is claimed and not being sent, and resolves when every message in flight is
     * settled.
     */
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const giveUp = setTimeout(() => {
        for (const request of deliverDeps.requests) request.abort();
      }, times.stop);
      await ticking?.catch(() => {});
      await Promise.all(lanes.values());
      clearTimeout(giveUp);
    },
  };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
