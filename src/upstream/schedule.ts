import { schedule } from "node-cron";

export interface ScheduleOptions {
  /** Five fields, or six with seconds first: `*​/30 * * * *`. */
  readonly cron: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** Told apart from other schedules by this. */
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

export interface Schedule {
  /** When it runs next; null after `stop`. */
  next(): Date | null;
  /** Starts no further run. One that is under way goes on. */
  stop(): Promise<void>;
}

/** node-cron's own messages are left out: a skipped run is no news, and errors go to `onError`. */
const logger = { info() {}, warn() {}, error() {}, debug() {} };

/** Runs something by the clock. While a run is under way the next one is skipped; one that throws does not end the row. */
export function startSchedule({ cron, timezone, name, run, onError }: ScheduleOptions): Schedule {
  const task = schedule(cron, () => run().catch(onError), {
    timezone,
    noOverlap: true,
    name,
    logger,
  });
  let stopped = false;
  return {
    next: () => (stopped ? null : task.getNextRun()),
    async stop() {
      stopped = true;
      await task.destroy();
    },
  };
}
