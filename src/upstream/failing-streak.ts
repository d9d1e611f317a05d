/** Back-off after failed checks. */
export interface FailingStreak {
  /** When to try again, in milliseconds since 1970; null after a success. */
  readonly until: number | null;
  /** True on the first failure, so it is logged once. */
  fail(): boolean;
  /** True if a streak ended. */
  succeed(): boolean;
}

const firstWaitMs = 60_000;
const maxWaitMs = 6 * 3_600_000;

/** Waits a minute after the first failure and twice as long after each further one, up to six hours. */
export function createFailingStreak(now: () => number): FailingStreak {
  let failures = 0;
  let until: number | null = null;
  return {
    get until() {
      return until;
    },
    fail() {
      until = now() + Math.min(maxWaitMs, firstWaitMs * 2 ** failures);
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
