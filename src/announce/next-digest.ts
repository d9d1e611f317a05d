import { type LocalTimes, nextInstant } from "../store/local-time.js";
import type { Cadence } from "../store/subscription.js";

const minute = 60_000;
const day = 24 * 60 * minute;
/** A day of the month comes again after this many days at most; a day of the week sooner. */
const maxDays = 31;

/**
 * When a delivery that is new now becomes due: at once, or at the next digest's hour, which is later than now. If the
 * clocks skip that time it is the first one after; if they repeat it, the first of the two.
 *
 * @param now milliseconds since 1970.
 * @throws RangeError if the time zone does not exist.
 */
export function nextDueAt(cadence: Cadence, now: number): number {
  if (cadence.kind === "at once") return now;
  return nextInstant(timesOf(cadence), cadence.zone, now) ?? now;
}

function timesOf(cadence: Exclude<Cadence, { kind: "at once" }>): LocalTimes {
  return {
    isRepeated: false,
    after(local) {
      const today = Math.floor(local / day) * day;
      // Today's hour may be over, so the same day of the next week or month counts too.
      for (let start = today; start <= today + maxDays * day; start += day) {
        const time = start + (cadence.hour * 60 + cadence.minute) * minute;
        if (time > local && isDay(cadence, new Date(start))) return time;
      }
      return null;
    },
  };
}

/** Whether a digest comes on a day, which is given as its midnight in UTC. */
function isDay(cadence: Exclude<Cadence, { kind: "at once" }>, date: Date): boolean {
  switch (cadence.kind) {
    case "daily":
      return true;
    case "weekly":
      return date.getUTCDay() === cadence.weekday;
    case "monthly": {
      const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      return date.getUTCDate() === Math.min(cadence.day, lastDay);
    }
  }
}
