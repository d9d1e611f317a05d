import type { Cadence } from "../store/subscription.js";

const HOUR = 3_600_000;
/** A week, and the hour that a change of clocks can add. */
const MOST_HOURS = 7 * 24 + 1;

/**
 * When what waits from now on is told: at once, or at the next digest's hour, which is later than now. Where the
 * clocks skip that hour it is the first one after; where they repeat it, the first of the two.
 *
 * @param now milliseconds since 1970.
 * @throws RangeError where the time zone is none.
 */
export function nextDueAt(cadence: Cadence, now: number): number {
  if (cadence.kind === "at once") return now;
  const clock = createClock(cadence.zone);
  // Zones differ from UTC by quarters of an hour, and clocks change by half an hour somewhere: steps of a quarter.
  const quarter = HOUR / 4;
  const first = Math.floor(now / quarter) * quarter + quarter;
  let before = clock(first - quarter);
  for (let instant = first; instant <= now + MOST_HOURS * HOUR; instant += quarter) {
    const local = clock(instant);
    if (isDue(cadence, before, local)) return instant;
    before = local;
  }
  throw new RangeError(`No ${cadence.kind} digest at ${cadence.hour} o'clock in ${cadence.zone}`);
}

/** What the clocks on the wall show. Minutes count from midnight. */
interface Local {
  readonly day: string;
  readonly weekday: number;
  readonly minutes: number;
}

/** Whether the hour was passed, on the right day, between two looks at the clock. */
function isDue(cadence: Exclude<Cadence, { kind: "at once" }>, before: Local, local: Local): boolean {
  if (cadence.kind === "weekly" && local.weekday !== cadence.weekday) return false;
  const hour = cadence.hour * 60;
  return local.minutes >= hour && (before.day !== local.day || before.minutes < hour);
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function createClock(zone: string): (instant: number) => Local {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      day: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
      weekday: weekdays.indexOf(parts.get("weekday") ?? ""),
      minutes: Number(parts.get("hour")) * 60 + Number(parts.get("minute")),
    };
  };
}
