/** Work that is under way. */
export interface TrackedWork {
  /** @param task never rejects */
  readonly add: (task: Promise<void>) => void;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
}

export function trackWork(): TrackedWork {
  const tasks = new Set<Promise<void>>();
  return {
    add(task) {
      const tracked = task.finally(() => tasks.delete(tracked));
      tasks.add(tracked);
    },
    async settled() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
