/** Failures in a row: how long to wait, and whether the operator was told. */
export interface FailingStreak {
  /** When to try again, in milliseconds since 1970; null where nothing failed. */
  readonly until: number | null;
  /** What failed first is told once, however long it goes on. True for the first failure in a row. */
  fail(): boolean;
  /** True where a streak ended. */
  succeed(): boolean;
}

const firstWaitMs = 60_000;
const longestWaitMs = 6 * 3_600_000;

/** Waits a minute after the first failure, twice as long after each further one, six hours at most. */
export function createFailingStreak(now: () => number): FailingStreak {
  let failures = 0;
  let until: number | null = null;
  return {
    get until() {
      return until;
    },
    fail() {
      until = now() + Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
      failures++;
      return failures === 1;
    },
    succeed() {
      const ended = failures > 0;
      failures = 0;
      until = null;
      return ended;
    },
  };
}
