import type { ReadingLimits } from "./reader.js";
import { createTaskRunner, type ReadingData, type TaskRunner } from "./task-runner.js";

/** Several task runners: a list stays with one of them, which caches what it has read of it. */
interface TaskRunners {
  /** The runner of a list: where it has none yet, the one with the least to do. */
  readonly of: (list: string) => TaskRunner;
  /** The one with the least to do. */
  readonly any: () => TaskRunner;
  /** Nothing is kept of a list any more: it may have another runner next time. */
  readonly forget: (list: string) => void;
  readonly close: () => void;
}

/** @param count how many lists are read at a time */
export function createTaskRunners(data: ReadingData, limits: ReadingLimits, count: number): TaskRunners {
  const runners = Array.from({ length: count }, () => createTaskRunner(data, limits));
  const homes = new Map<string, TaskRunner>();

  /** Of those with as little to do, the one that was chosen longest ago. */
  function any(): TaskRunner {
    const chosen = runners.reduce((idlest, runner) => (runner.load() < idlest.load() ? runner : idlest));
    runners.push(...runners.splice(runners.indexOf(chosen), 1));
    return chosen;
  }

  return {
    of(list) {
      const home = homes.get(list) ?? any();
      homes.set(list, home);
      return home;
    },
    any,
    forget: (list) => void homes.delete(list),
    close() {
      for (const { close } of runners) close();
    },
  };
}
