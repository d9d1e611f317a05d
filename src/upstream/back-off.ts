/** After the first failure, and at most; it doubles with each failure. Milliseconds. */
const firstWait = 60_000;
const maxWait = 6 * 3_600_000;

interface BackOffDeps {
  /** For the operator: the first failure in a row, and null when an attempt succeeds again. */
  readonly onTrouble: (sentence: string | null) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** When to try again, after failures in a row. */
export function createBackOff({ onTrouble, now }: BackOffDeps) {
  let failures = 0;
  let retryAt = 0;
  return {
    /** Until when to wait, in milliseconds since 1970; null where it is time to try. */
    until: (): number | null => (now() < retryAt ? retryAt : null),
    /** Records an attempt. @param failure why it failed; null where it did not */
    record(failure: string | null): void {
      if (failure !== null) {
        if (failures === 0) onTrouble(failure);
        retryAt = now() + Math.min(maxWait, firstWait * 2 ** failures);
        failures++;
      } else if (failures > 0) {
        failures = 0;
        retryAt = 0;
        onTrouble(null);
      }
    },
  };
}
