import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";

/**
 * Runs a few tasks at a time. One that takes longer than `patience` milliseconds no longer counts, so that tasks which wait
 * for a silent host, however many, keep no other from running.
 */
export function createPatientLimit(concurrency: number, patience: number) {
  const limit = pLimit(concurrency);
  return <Result>(task: () => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      void limit(async () => {
        const running = task();
        running.then(resolve, reject);
        const patient = sleep(patience, undefined, { ref: false });
        await Promise.race([running.then(ignore, ignore), patient]);
      });
    });
}

function ignore(): void {}
