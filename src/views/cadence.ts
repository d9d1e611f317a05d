import type { Choice } from "../interactions/option.js";
import type { Cadence } from "../store/subscription.js";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const defaults = { hour: 9, zone: "UTC" };

const daily = /^(?:daily|every day)(?:\s+at)?(?:\s+(\d{1,2})(?::00)?(?:\s*h)?)?(?:\s+([a-z]\S*))?$/i;
const weekly =
  /^(?:weekly|every week)(?:\s+on)?(?:\s+(sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)?(?:\s+at)?(?:\s+(\d{1,2})(?::00)?(?:\s*h)?)?(?:\s+([a-z]\S*))?$/i;

/**
 * Reads a cadence: `at once`, `daily at 9 Europe/Berlin`, `weekly on Monday at 18 UTC`. Defaults are Monday, 9 o'clock
 * and UTC. Whether hour and zone exist is checked with the other settings.
 *
 * @returns `null` for anything else.
 */
export function parseCadence(text: string): Cadence | null {
  const words = text.trim().replace(/\s+/g, " ");
  if (/^(?:at once|now|immediately)$/i.test(words)) return { kind: "at once" };
  const everyDay = daily.exec(words);
  if (everyDay !== null) return { kind: "daily", ...clock(everyDay[1], everyDay[2]) };
  const everyWeek = weekly.exec(words);
  if (everyWeek === null) return null;
  const [, day = "mon", hour, zone] = everyWeek;
  const weekday = days.findIndex((name) => name.toLowerCase().startsWith(day.slice(0, 3).toLowerCase()));
  return { kind: "weekly", weekday, ...clock(hour, zone) };
}

/** The text that {@link parseCadence} reads as this cadence. */
export function formatCadence(cadence: Cadence): string {
  if (cadence.kind === "at once") return "at once";
  const at = `at ${cadence.hour}:00 ${cadence.zone}`;
  return cadence.kind === "daily" ? `daily ${at}` : `weekly on ${days[cadence.weekday] ?? "Monday"} ${at}`;
}

/** Suggestions for the text typed so far; after the hour, time zones. */
export function suggestCadence(typed: string): Choice[] {
  const text = typed.trim().replace(/\s+/g, " ");
  const [, typedBefore = "", zone = ""] = /^(.*\d(?::00)?) (\S*)$/.exec(text) ?? [];
  const zones = Intl.supportedValuesOf("timeZone")
    .filter((name) => zone !== "" && name.toLowerCase().includes(zone.toLowerCase()))
    .map((name) => `${typedBefore} ${name}`);
  const common = [
    "at once",
    ...["9:00 UTC", "18:00 UTC"].map((at) => `daily at ${at}`),
    ...["Monday", "Friday"].map((day) => `weekly on ${day} at 9:00 UTC`),
  ];
  const fitting = common.filter((choice) => choice.toLowerCase().startsWith(text.toLowerCase()));
  const complete = text !== "" && parseCadence(text) !== null ? [text] : [];
  return [...new Set([...complete, ...zones, ...fitting])].map((name) => ({ name, value: name }));
}

function clock(hour: string | undefined, zone: string | undefined): { hour: number; zone: string } {
  return { hour: hour === undefined ? defaults.hour : Number(hour), zone: zone ?? defaults.zone };
}
