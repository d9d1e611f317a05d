import { setTimeout as sleep } from "node:timers/promises";

/** What some work gives within so many milliseconds, or null. What it throws later is for whoever awaits it again. */
export async function within<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  work.catch(() => {});
  return await Promise.race([work, sleep(ms, null, { ref: false })]);
}
