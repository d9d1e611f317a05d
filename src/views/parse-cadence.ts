import type { Cadence, TimeOfDay } from "../store/subscription.js";
import { weekdays } from "./cadence.js";
import { zoneCalled } from "./time-zones.js";

const atOnce = /^(?:at once|now|immediately|instantly|right away|straight away|asap)$/;
const fillers = new Set(["at", "on", "the", "of", "each", "every", "in", "and", "h", "o'clock", "oclock"]);
const namedTimes: Readonly<Record<string, number>> = {
  midnight: 0,
  morning: 9,
  noon: 12,
  midday: 12,
  evening: 18,
};
const time = /^(\d{1,2})(?:[:.h](\d\d)|h)?(am|pm)?$/;
const dayOfMonth = /^(\d{1,2})(?:st|nd|rd|th)$/;
const halves = new Set(["am", "pm"]);

/** What a text says so far; the rest has defaults. */
interface Said {
  kind?: "daily" | "weekly" | "monthly";
  weekday?: number;
  day?: number;
  hour?: number;
  minute?: number;
  /** Whether the hour is a number without more, which a following time makes the day of the month. */
  isBare?: boolean;
  /** The words of the zone. */
  zone: string[];
}

/**
 * Reads a cadence as people write it: `at once`, `daily 9am`, `every monday 9:30 Europe/Berlin`, `monthly on the 15th`.
 * Defaults are Monday, the first, 9 o'clock and UTC. Whether its hour and zone exist is checked with the other settings.
 *
 * @returns `null` where it does not say when.
 */
export function parseCadence(text: string): Cadence | null {
  const words = wordsOf(text);
  if (atOnce.test(words.join(" "))) return { kind: "at once" };
  const said: Said = { zone: [] };
  for (const [index, word] of words.entries()) {
    if (!readWord(word, words[index - 1], said)) said.zone.push(word);
  }
  const { weekday, day, hour } = said;
  const kind = said.kind ?? kindOf(said);
  if (kind === null || (kind === "daily" && (weekday ?? day) !== undefined)) return null;
  const zone = said.zone.join(" ");
  const at: TimeOfDay = {
    hour: hour ?? 9,
    minute: said.minute ?? 0,
    zone: zone === "" ? "UTC" : (zoneCalled(zone) ?? writtenZone(text, zone)),
  };
  if (kind === "daily") return { kind, ...at };
  if (kind === "weekly") return day === undefined ? { kind, weekday: weekday ?? 1, ...at } : null;
  return weekday === undefined ? { kind, day: day ?? 1, ...at } : null;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll("a.m.", "am")
    .replaceAll("p.m.", "pm")
    .split(/[\s,]+/)
    .filter((word) => word !== "");
}

/** Without a word for it, a day or a time says how often. */
function kindOf({ weekday, day, hour }: Said): "daily" | "weekly" | "monthly" | null {
  if (weekday !== undefined) return "weekly";
  if (day !== undefined) return "monthly";
  return hour === undefined ? null : "daily";
}

/** @returns false for a word that is not of a cadence: it belongs to the zone. */
function readWord(word: string, before: string | undefined, said: Said): boolean {
  if (said.zone.length > 0) return false;
  return (
    readInterval(word, before, said) ||
    readDay(word, before, said) ||
    readTime(word, said) ||
    fillers.has(word)
  );
}

function readInterval(word: string, before: string | undefined, said: Said): boolean {
  const isEvery = before === "every" || before === "each";
  if (word === "daily" || word === "everyday" || (word === "day" && isEvery)) said.kind = "daily";
  else if (word === "weekly" || word === "week") said.kind = "weekly";
  else if (word === "monthly" || word === "month") said.kind = "monthly";
  // `day 15 of the month`
  else return word === "day";
  return true;
}

function readDay(word: string, before: string | undefined, said: Said): boolean {
  const weekday = weekdays.findIndex((name) => isWeekday(word, name.toLowerCase()));
  if (weekday >= 0) {
    said.weekday = weekday;
    return true;
  }
  const number =
    /^\d{1,2}$/.test(word) && (before === "day" || before === "the") ? word : dayOfMonth.exec(word)?.[1];
  if (number !== undefined) said.day = Number(number);
  else if (word === "first") said.day = 1;
  else if (word === "last") said.day = 31;
  else return false;
  return true;
}

/** `mon`, `monday`, `mondays`; `tues` and `thurs` too. */
function isWeekday(word: string, name: string): boolean {
  const one = word.endsWith("days") ? word.slice(0, -1) : word;
  return one.length >= 3 && name.startsWith(one);
}

function readTime(word: string, said: Said): boolean {
  const named = namedTimes[word];
  const [, digits, minutes, half] = time.exec(word) ?? [];
  if (halves.has(word) && said.hour !== undefined) said.hour = hourOf(said.hour, word);
  else if (named !== undefined) said.hour = named;
  else if (digits === undefined) return false;
  else if (said.hour === undefined || said.isBare) {
    // `monthly 15 9:00`
    if (said.hour !== undefined) said.day = said.hour;
    said.hour = hourOf(Number(digits), half);
    said.minute = Number(minutes ?? 0);
    said.isBare = minutes === undefined && half === undefined && /^\d+$/.test(word);
    return true;
  } else return false;
  said.isBare = false;
  return true;
}

/** @param half `am` or `pm`, of a clock of twelve hours: 12 am is midnight. An hour that it does not have stays wrong. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

/** The zone as it was typed, for a sentence about it. */
function writtenZone(text: string, zone: string): string {
  const at = text.toLowerCase().indexOf(zone);
  return at < 0 ? zone : text.slice(at, at + zone.length);
}
