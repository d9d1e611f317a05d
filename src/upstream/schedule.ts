import { nextInstant } from "../store/local-time.js";
import { cronTimes } from "./cron-times.js";

export interface ScheduleOptions {
  /** Five fields, or six with seconds first: `*​/30 * * * *`. */
  readonly cron: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** @param time for which it runs, the same in every process; milliseconds since 1970 */
  readonly run: (time: number) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** How long the schedule sleeps at most: it notices by then that the clock was set. Milliseconds. */
const maxSleep = 30_000;
/** A clock that is set back by less than this is only corrected, and nothing runs again. Milliseconds. */
const maxCorrection = 60_000;

/**
 * Runs a task on a cron schedule. A run is skipped while the previous one is not finished. Errors do not stop the
 * schedule, and neither does a clock that is set: times that are skipped by that run once, and after a clock is set back
 * the schedule goes by the new time.
 */
export function startSchedule({ cron, timezone, run, onError }: ScheduleOptions) {
  const times = cronTimes(cron);
  const nextAfter = (instant: number) => nextInstant(times, timezone, instant);
  let seen = Date.now();
  let due = nextAfter(seen);
  let isRunning = false;
  let timer = sleep();

  async function runOnce(time: number): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      await run(time);
    } catch (error) {
      onError(error);
    }
    isRunning = false;
  }

  function wake(): void {
    const now = Date.now();
    if (now < seen - maxCorrection) {
      due = nextAfter(now);
    } else if (due !== null && now >= due) {
      const time = due;
      due = nextAfter(now);
      void runOnce(time);
    }
    seen = now;
    timer = sleep();
  }

  function sleep(): NodeJS.Timeout {
    const delay = due === null ? maxSleep : Math.max(0, Math.min(due - Date.now(), maxSleep));
    return setTimeout(wake, delay);
  }

  return {
    /** When it runs next; null after `stop`. */
    next: () => (due === null ? null : new Date(due)),
    /** Starts no further run. A current run continues. */
    async stop() {
      clearTimeout(timer);
      due = null;
    },
  };
}

export type Schedule = ReturnType<typeof startSchedule>;
