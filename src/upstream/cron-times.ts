import { createTask, parse } from "node-cron";
import type { LocalTimes } from "../store/local-time.js";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 24 * 3_600_000];
/** A leap day on a certain weekday is up to 28 years away, or 40 around 2100. */
const maxDays = 41 * 366;

/**
 * The local times of a cron expression. node-cron reads it and knows its days; which instants these times are, over
 * changes of the clocks, is decided elsewhere. If it names hours, a time that the clocks repeat counts once; if it runs
 * in every hour, it goes on running in the repeated one.
 *
 * @throws if the expression is not valid.
 */
export function cronTimes(expression: string): LocalTimes {
  const {
    hour: hours,
    minute: minutes,
    second: seconds,
    month: months,
    dayOfMonth: days,
  } = parse(expression);
  // In UTC, which has every local time once.
  const task = createTask(expression, () => {}, { timezone: "UTC" });
  void task.destroy();
  // Words such as L, for the last day of a month, are left to node-cron.
  const hasWords = days.some((day) => typeof day === "string");
  const isDay = (start: number) => {
    const date = new Date(start + (firstTime(-1) ?? 0));
    if (!months.includes(date.getUTCMonth() + 1)) return false;
    return (hasWords || days.includes(date.getUTCDate())) && task.match(date);
  };

  /** The first time of a day after another one, in milliseconds from midnight. */
  function firstTime(after: number): number | null {
    for (const h of hours) {
      if (after >= (h + 1) * hour) continue;
      for (const m of minutes) {
        for (const s of seconds) {
          const time = h * hour + m * minute + s * second;
          if (time > after) return time;
        }
      }
    }
    return null;
  }

  return {
    isRepeated: hours.length === 24,
    after(local) {
      const today = Math.floor(local / day) * day;
      for (let start = today; start < today + maxDays * day; start += day) {
        const time = firstTime(local - start);
        if (time !== null && isDay(start)) return start + time;
      }
      return null;
    },
  };
}
