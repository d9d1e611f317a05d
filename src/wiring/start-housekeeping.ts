import type { Failures } from "../interactions/failures.js";

/** How often. Milliseconds. */
const gap = 60_000;

/** Does the chores of a process now and then: what is no longer wanted goes, what others have changed is read. */
export function startHousekeeping(
  chores: readonly (() => Promise<unknown>)[],
  failures: Failures,
): { readonly stop: () => void } {
  const timer = setInterval(async () => {
    for (const chore of chores) await failures.run("housekeeping", async () => void (await chore()));
  }, gap);
  return { stop: () => clearInterval(timer) };
}
