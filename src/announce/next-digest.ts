import { type LocalTimes, nextInstant } from "../store/local-time.js";
import type { Cadence } from "../store/subscription.js";

const hour = 3_600_000;
const day = 24 * hour;

/**
 * When a delivery that is new now becomes due: at once, or at the next digest's hour, which is later than now. If the
 * clocks skip that hour it is the first one after; if they repeat it, the first of the two.
 *
 * @param now milliseconds since 1970.
 * @throws RangeError if the time zone does not exist.
 */
export function nextDueAt(cadence: Cadence, now: number): number {
  if (cadence.kind === "at once") return now;
  return nextInstant(timesOf(cadence), cadence.zone, now) ?? now;
}

function timesOf(cadence: Exclude<Cadence, { kind: "at once" }>): LocalTimes {
  const isDay = (start: number) =>
    cadence.kind === "daily" || new Date(start).getUTCDay() === cadence.weekday;
  return {
    isRepeated: false,
    after(local) {
      const today = Math.floor(local / day) * day;
      // Today's hour may be over: a weekly digest is then eight days on at most.
      for (let start = today; start <= today + 7 * day; start += day) {
        const time = start + cadence.hour * hour;
        if (time > local && isDay(start)) return time;
      }
      return null;
    },
  };
}
