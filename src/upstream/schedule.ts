import { schedule } from "node-cron";

export interface ScheduleOptions {
  /** Five fields, or six with seconds first: `*​/30 * * * *`. */
  readonly cron: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Silences node-cron: skipped runs are expected, and errors go to `onError`. */
const logger = { info() {}, warn() {}, error() {}, debug() {} };

/** Runs a task on a cron schedule. A run is skipped while the previous one is not finished. Errors do not stop the schedule. */
export function startSchedule({ cron, timezone, name, run, onError }: ScheduleOptions) {
  const task = schedule(cron, () => run().catch(onError), {
    timezone,
    noOverlap: true,
    name,
    logger,
  });
  let stopped = false;
  return {
    /** When it runs next; null after `stop`. */
    next: () => (stopped ? null : task.getNextRun()),
    /** Starts no further run. A current run continues. */
    async stop() {
      stopped = true;
      await task.destroy();
    },
  };
}

export type Schedule = ReturnType<typeof startSchedule>;
