import { TimestampStyles, time } from "discord.js";

/** An instant (milliseconds since 1970) as Discord shows it relative to now: `2 hours ago`, `in 5 minutes`. */
export function relativeTime(instant: number): string {
  return time(Math.floor(instant / 1000), TimestampStyles.RelativeTime);
}

/** An instant (milliseconds since 1970) as a date. */
export function date(instant: number): string {
  return time(Math.floor(instant / 1000), TimestampStyles.LongDate);
}
