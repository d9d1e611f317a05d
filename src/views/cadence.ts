import type { Cadence } from "../store/subscription.js";

/** The days of the week, as a cadence counts them. */
export const weekdays = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

/** The text that `parseCadence` reads as this cadence: `weekly on Monday at 9:30 Europe/Berlin`. */
export function formatCadence(cadence: Cadence): string {
  if (cadence.kind === "at once") return "at once";
  return `${formatDays(cadence)} at ${formatTime(cadence)}`;
}

function formatDays(cadence: Exclude<Cadence, { kind: "at once" }>): string {
  switch (cadence.kind) {
    case "daily":
      return "daily";
    case "weekly":
      return `weekly on ${weekdays[cadence.weekday] ?? "Monday"}`;
    case "monthly":
      return `monthly on the ${ordinal(cadence.day)}`;
  }
}

/** `9:30 Europe/Berlin`. */
export function formatTime({ hour, minute, zone }: Exclude<Cadence, { kind: "at once" }>): string {
  return `${hour}:${String(minute).padStart(2, "0")} ${zone}`;
}

/** `1st`, `22nd`, `13th`. */
export function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? undefined : ["th", "st", "nd", "rd"][number % 10];
  return `${number}${ending ?? "th"}`;
}
