import type { Cadence } from "../store/subscription.js";

const hour = 3_600_000;
// Time zones differ from UTC by quarters of an hour, and some clocks change by half an hour.
const quarter = hour / 4;
/** A week, and the hour that a change of clocks can add. */
const maxHours = 7 * 24 + 1;

/**
 * When a delivery that is new now becomes due: at once, or at the next digest's hour, which is later than now. If the
 * clocks skip that hour it is the first one after; if they repeat it, the first of the two.
 *
 * @param now milliseconds since 1970.
 * @throws RangeError if the time zone does not exist.
 */
export function nextDueAt(cadence: Cadence, now: number): number {
  if (cadence.kind === "at once") return now;
  const clock = createClock(cadence.zone);
  const first = Math.floor(now / quarter) * quarter + quarter;
  let before = clock(first - quarter);
  for (let instant = first; instant <= now + maxHours * hour; instant += quarter) {
    const local = clock(instant);
    if (isDue(cadence, before, local)) return instant;
    before = local;
  }
  throw new RangeError(`No ${cadence.kind} digest at ${cadence.hour} o'clock in ${cadence.zone}`);
}

/** A local time. Minutes count from midnight. */
interface Local {
  readonly weekday: number;
  readonly minutes: number;
}

/** Whether the digest's hour, on its day, is between two local times. */
function isDue(cadence: Exclude<Cadence, { kind: "at once" }>, before: Local, local: Local): boolean {
  if (cadence.kind === "weekly" && local.weekday !== cadence.weekday) return false;
  const due = cadence.hour * 60;
  return local.minutes >= due && (before.weekday !== local.weekday || before.minutes < due);
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function createClock(zone: string): (instant: number) => Local {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      weekday: weekdays.indexOf(parts.get("weekday") ?? ""),
      minutes: Number(parts.get("hour")) * 60 + Number(parts.get("minute")),
    };
  };
}
