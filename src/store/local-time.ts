import { LRUCache } from "lru-cache";

const day = 24 * 3_600_000;
/** Making a format takes a millisecond, and few zones are used at a time. */
const maxZones = 50;

/**
 * Local times as a person reads them from a clock, in milliseconds since 1970 on that clock: 9 o'clock is 9 o'clock, in
 * summer and in winter.
 */
export interface LocalTimes {
  /** The first of these local times after one; null if there is none. */
  readonly after: (local: number) => number | null;
  /** Whether a time that the clocks repeat, as they are set back, counts twice. Otherwise the first one counts. */
  readonly isRepeated: boolean;
}

/**
 * The first instant after another one at which a clock in a zone shows one of these times. Times that the clocks skip,
 * as they are set forward, count at the instant of the change: once, however many they are.
 *
 * @param after milliseconds since 1970, as the result is; null if there is none.
 * @throws RangeError if the time zone does not exist.
 */
export function nextInstant(times: LocalTimes, zone: string, after: number): number | null {
  const offsetAt = knownOffsets.get(zone) ?? createOffsets(zone);
  knownOffsets.set(zone, offsetAt);
  let since = after;
  let offset = offsetAt(after);
  let local = after + offset;
  if (!times.isRepeated) {
    const before = offsetAt(after - day);
    const change = before > offset ? firstChange(offsetAt, after - day, after) : null;
    // Until then the clock shows times that it has shown before.
    if (change !== null) local = Math.max(local, change + before - 1);
  }
  for (;;) {
    const next = times.after(local);
    if (next === null) return null;
    const change = firstChange(offsetAt, since, next - offset);
    if (change === null) return next - offset;
    const changed = offsetAt(change);
    const isSkipped = changed > offset && next <= change + changed;
    if (isSkipped) return change;
    local = changed > offset ? change + changed : change + (times.isRepeated ? changed : offset) - 1;
    since = change;
    offset = changed;
  }
}

type Offsets = (instant: number) => number;

const knownOffsets = new LRUCache<string, Offsets>({ max: maxZones });

/** The first instant after `from`, up to `to`, with another offset. There is at most one in a day. */
function firstChange(offsetAt: Offsets, from: number, to: number): number | null {
  const offset = offsetAt(from);
  for (let start = from; start < to; start += day) {
    let end = Math.min(start + day, to);
    if (offsetAt(end) === offset) continue;
    let same = start;
    while (end - same > 1) {
      const middle = Math.floor((same + end) / 2);
      if (offsetAt(middle) === offset) same = middle;
      else end = middle;
    }
    return end;
  }
  return null;
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
function createOffsets(zone: string): Offsets {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return local - Math.floor(instant / 1000) * 1000;
  };
}
