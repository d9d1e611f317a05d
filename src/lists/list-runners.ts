import { setTimeout as sleep } from "node:timers/promises";
import type { AnnounceMode } from "../catalogue/change.js";
import type { ListSource } from "../config/list-source.js";
import type { Once } from "../processes/once.js";
import { serialQueue } from "../reading/serial-queue.js";
import { loadCursors } from "../store/cursors.js";
import { type ListCheck, loadListChecks } from "../store/list-checks.js";
import { unlessAway } from "../store/store-error.js";
import type { HeldRevision } from "../store/upstreams.js";
import { type Schedule, startSchedule } from "../upstream/schedule.js";
import { createTurns } from "../upstream/turns.js";
import type { CheckOptions, ReleaseOutcome } from "../upstream/watcher.js";
import { createListRunner, type ListRunner, type ListRunnerDeps } from "./list-runner.js";
import { createPastQueue } from "./past-queue.js";
import { createPatientLimit } from "./patient-limit.js";

/** Lists that are fetched at a time. */
const maxFetches = { public: 8, added: 4 } as const;
/** How long a fetch counts among them: a silent host takes minutes. Milliseconds. */
const maxFetchPatience = 3000;
/** How long a list that is fetched waits for the one before it, to keep their order. Milliseconds. */
const maxPatience = 2000;
/** How long the index over all lists is kept for the next list with new papers. Milliseconds. */
const maxIdle = 60_000;
/** How long stopping waits for a check that is running. Milliseconds. */
const maxStopTime = 5000;

/** A revision that is held, and the list that it belongs to. */
export interface HeldInList extends HeldRevision {
  readonly listId: string;
  readonly listName: string;
}

/** When a list was checked last, by whichever process, and when this one checks it next. */
export interface ListChecks {
  readonly last: ListCheck | null;
  readonly next: Date | null;
}

/** How lists are checked. */
type RunnerCheck = Pick<CheckOptions, "force" | "isBaseline">;

export type ListRunners = ReturnType<typeof createListRunners>;

interface ListRunnersDeps extends ListRunnerDeps {
  /** Elects one of the processes for each scheduled check. */
  readonly once: Once;
  /** Called with what a check throws. */
  readonly onError: (error: unknown) => void;
}

interface Running {
  readonly runner: ListRunner;
  schedule: Schedule | null;
  /** One check after another: the check that is running may have fetched before what the next one is to find. */
  readonly inOrder: ReturnType<typeof serialQueue>;
}

/**
 * Runs lists. Several are fetched at a time, so that a slow host delays no other list; lists that servers added have a
 * queue of their own. Revisions are read and recorded one list after another, however many schedules fire at once: so of
 * two lists with the same new paper the second one knows the id that the first has given it.
 */
export function createListRunners(deps: ListRunnersDeps) {
  const { once, db } = deps;
  const startedAt = Date.now();
  const running = new Map<string, Running>();
  const fetches = {
    public: createPatientLimit(maxFetches.public, maxFetchPatience),
    added: createPatientLimit(maxFetches.added, maxFetchPatience),
  };
  const enqueue = serialQueue();
  const takeTurn = createTurns(enqueue, maxPatience);
  const work = new Set<Promise<unknown>>();
  const pasts = createPastQueue({ ...deps, enqueue });
  let started = false;
  let resting: NodeJS.Timeout | undefined;

  /** A list's new papers are looked up among those of all others, and most checks find none. */
  function restLater(): void {
    clearTimeout(resting);
    resting = setTimeout(deps.sharedIds.rest, maxIdle).unref();
  }

  /** Work that stopping waits for. */
  function track<Result>(task: Promise<Result>): Promise<Result> {
    const tracked = task.finally(() => {
      work.delete(tracked);
      restLater();
    });
    work.add(tracked);
    return tracked;
  }

  async function checkNow(runner: ListRunner, options: RunnerCheck): Promise<void> {
    if (!runner.source.isPublic) return fetches.added(() => runner.check({ ...options, inTurn: enqueue }));
    const turn = takeTurn();
    await fetches.public(() => runner.check({ ...options, inTurn: turn.run })).finally(turn.end);
  }

  async function check(id: string, options: RunnerCheck): Promise<void> {
    const list = running.get(id);
    if (list === undefined) return;
    await track(list.inOrder(() => checkNow(list.runner, options)));
    if (list.runner.watcher !== null) pasts.add(list.runner.watcher);
  }

  /** A check that throws must not keep the other lists from being checked. */
  async function checkAll(ids: readonly string[], options: RunnerCheck): Promise<void> {
    await Promise.all(ids.map((id) => check(id, options).catch(deps.onError)));
  }

  /**
   * The check of a process that starts, unless another one has begun one since: processes that start together check once,
   * and one that starts alone always does. Then what was found is served.
   */
  async function checkAtStart(id: string): Promise<void> {
    const list = running.get(id);
    if (list === undefined || list.runner.watcher === null) return;
    const isOurs = await once(`checking ${id}`, Date.now(), () => check(id, {}), startedAt);
    if (!isOurs) await track(list.inOrder(list.runner.catchUp));
  }

  function schedule({ source: { id, upstream } }: ListRunner): Schedule | null {
    if (upstream === null || !started) return null;
    const { cron, zone } = upstream;
    return startSchedule({
      cron,
      timezone: zone,
      run: (time) => once(`checking ${id}`, time, () => check(id, {})),
      onError: deps.onError,
    });
  }

  return {
    /** In the order in which they were added. */
    all: (): ListRunner[] => [...running.values()].map(({ runner }) => runner),
    find: (id: string): ListRunner | null => running.get(id)?.runner ?? null,
    /** Adds a list, which has yet to be restored or checked. */
    add(source: ListSource): ListRunner {
      const runner = createListRunner(source, deps);
      running.set(source.id, { runner, schedule: schedule(runner), inOrder: serialQueue() });
      return runner;
    },
    async remove(id: string): Promise<void> {
      const found = running.get(id);
      running.delete(id);
      await found?.schedule?.stop();
      deps.sharedIds.remove(id);
      deps.listIndex.remove(id);
    },
    /** Every held revision, in the order of the lists. */
    async held(): Promise<HeldInList[]> {
      const all = [...running].map(async ([listId, { runner }]) => {
        const held = await runner.changes.loadHeld();
        return held === null ? [] : [{ ...held, listId, listName: deps.listIndex.nameOf(listId) }];
      });
      return (await Promise.all(all)).flat();
    },
    async release(id: string, mode: AnnounceMode): Promise<ReleaseOutcome> {
      const watcher = running.get(id)?.runner.watcher;
      return watcher ? track(watcher.release(mode, enqueue)) : { kind: "nothing-held" };
    },
    /** Checks one list upstream, or all of them. `force`: ignores back-off. */
    check({ only, ...options }: RunnerCheck & { readonly only?: string } = {}): Promise<void> {
      return checkAll(
        [...running.keys()].filter((id) => only === undefined || only === id),
        options,
      );
    },
    /** Checks each of these lists that no process has checked since this one started. */
    async checkAtStart(ids: readonly string[] = [...running.keys()]): Promise<void> {
      const unchecked = ids.filter((id) => running.get(id)?.runner.lastCheck() === null);
      await Promise.all(unchecked.map((id) => checkAtStart(id).catch(deps.onError)));
    },
    /** Reads the pasts of lists that were read for the first time, from now on. */
    readPasts: pasts.open,
    /** Resolves when no past is being read. */
    pastsRead: pasts.settled,
    /** The checks of those of these lists that can change, by their ids. */
    async checksOf(ids: readonly string[]): Promise<ReadonlyMap<string, ListChecks>> {
      const watched = ids.filter((id) => running.get(id)?.runner.watcher);
      const known = await unlessAway(loadListChecks(db, watched), new Map<string, ListCheck>());
      const checksOf = (id: string): ListChecks => {
        const found = running.get(id);
        const [ours, stored] = [found?.runner.lastCheck() ?? null, known.get(id) ?? null];
        const isOursLater = ours !== null && ours.checkedAt > (stored?.checkedAt ?? 0);
        return { last: isOursLater ? ours : stored, next: found?.schedule?.next() ?? null };
      };
      return new Map(watched.map((id) => [id, checksOf(id)]));
    },
    /** Serves what other processes have accepted since. */
    async catchUp(): Promise<void> {
      const cursors = await loadCursors(deps.db);
      const behind = [...running].filter(
        ([
          id,
          {
            runner: { watcher },
          },
        ]) => {
          const sha = cursors.get(id);
          return watcher !== null && sha !== undefined && deps.listIndex.find(id)?.revision?.sha !== sha;
        },
      );
      await Promise.all(
        behind.map(([, { runner, inOrder }]) => track(inOrder(runner.restore)).catch(deps.onError)),
      );
    },
    /** Starts to check by schedule. */
    start(): void {
      started = true;
      for (const list of running.values()) list.schedule ??= schedule(list.runner);
    },
    async stop(): Promise<void> {
      started = false;
      clearTimeout(resting);
      for (const { schedule } of running.values()) await schedule?.stop();
      await Promise.race([
        Promise.allSettled([...work, pasts.settled()]),
        sleep(maxStopTime, undefined, { ref: false }),
      ]);
    },
  };
}
