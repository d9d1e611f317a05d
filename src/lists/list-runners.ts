import { setTimeout as sleep } from "node:timers/promises";
import type { ListSource } from "../config/list-source.js";
import { type Schedule, startSchedule } from "../upstream/schedule.js";
import { serialQueue } from "../upstream/serial-queue.js";
import type { Held } from "../upstream/watch-store.js";
import { createListRunner, type ListRunner, type ListRunnerDeps } from "./list-runner.js";

/** How long stopping waits for a look that is under way. Milliseconds. */
const longestGoodbye = 5000;

/** Every list that is served. */
export interface ListRunners {
  /** In the order in which they were added. */
  readonly all: () => readonly ListRunner[];
  readonly find: (id: string) => ListRunner | null;
  /** One more, which has yet to be restored or looked at. */
  readonly add: (source: ListSource) => ListRunner;
  readonly remove: (id: string) => Promise<void>;
  /** Every revision that waits for the operator, in the order of the lists. */
  readonly held: () => Promise<readonly HeldOfList[]>;
  /** Looks upstream at one list, or at all of them one after another. */
  readonly check: (options?: { readonly force?: boolean; readonly only?: string }) => Promise<void>;
  /** When a list is looked at next; null where it never is. */
  readonly nextCheck: (id: string) => Date | null;
  /** Looks by the clock from now on. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** A revision that is held, and the list that it is of. */
export interface HeldOfList {
  readonly runner: ListRunner;
  readonly held: Held;
}

interface ListRunnersDeps extends ListRunnerDeps {
  /** What went wrong while a list was looked at by the clock. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs lists. They are looked at one after another, however many clocks strike at once: so of two lists with the same
 * new paper the second one knows what the first calls it, and a machine never runs more than one git.
 */
export function createListRunners(deps: ListRunnersDeps): ListRunners {
  const running = new Map<string, { readonly runner: ListRunner; schedule: Schedule | null }>();
  let begun = false;
  const inTurn = serialQueue();

  const look = (id: string, force: boolean): Promise<void> =>
    inTurn(async () => running.get(id)?.runner.check({ force }));

  function schedule({ source: { id, upstream } }: ListRunner): Schedule | null {
    if (upstream === null || !begun) return null;
    const { cron, zone } = upstream;
    return startSchedule({
      cron,
      timezone: zone,
      name: id,
      run: () => look(id, false),
      onError: deps.onError,
    });
  }

  return {
    all: () => [...running.values()].map(({ runner }) => runner),
    find: (id) => running.get(id)?.runner ?? null,
    add(source) {
      const runner = createListRunner(source, deps);
      running.set(source.id, { runner, schedule: schedule(runner) });
      return runner;
    },
    async remove(id) {
      const found = running.get(id);
      running.delete(id);
      await found?.schedule?.stop();
      deps.registry.remove(id);
      deps.listIndex.remove(id);
    },
    async held() {
      const all = [...running.values()].map(async ({ runner }) => ({
        runner,
        held: await runner.changes.loadHeld(),
      }));
      return (await Promise.all(all)).flatMap(({ runner, held }) =>
        held === null ? [] : [{ runner, held }],
      );
    },
    async check({ force = false, only } = {}) {
      const ids = [...running.keys()].filter((id) => only === undefined || only === id);
      // What goes wrong with one list is no reason not to look at the next.
      for (const id of ids) await look(id, force).catch(deps.onError);
    },
    nextCheck: (id) => running.get(id)?.schedule?.next() ?? null,
    start() {
      begun = true;
      for (const list of running.values()) list.schedule ??= schedule(list.runner);
    },
    async stop() {
      begun = false;
      for (const { schedule } of running.values()) await schedule?.stop();
      await Promise.race([inTurn(async () => {}), sleep(longestGoodbye, undefined, { ref: false })]);
    },
  };
}
