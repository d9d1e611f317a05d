/** One writer at a time within this process, in the order in which they asked. */
export interface WriteLock {
  /** Resolves with the function that releases the lock; with null if `wait` milliseconds have passed before. */
  acquire(wait: number): Promise<(() => void) | null>;
}

export function createWriteLock(): WriteLock {
  const waiting: ((release: () => void) => void)[] = [];
  let isHeld = false;

  function release(): void {
    const next = waiting.shift();
    if (next === undefined) isHeld = false;
    else next(release);
  }

  return {
    async acquire(wait) {
      if (!isHeld) {
        isHeld = true;
        return release;
      }
      return await new Promise((resolve) => {
        const grant = (release: () => void): void => {
          clearTimeout(timer);
          resolve(release);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(grant), 1);
          resolve(null);
        }, wait);
        waiting.push(grant);
      });
    },
  };
}
