import { type Cadence, recurringKinds, type SubscriptionSettings } from "../store/subscription.js";
import { isTimeZone } from "../store/time-zone.js";

/** Characters of a filter, its lists included. */
export const maxQueryLength = 400;
/** Tags of a forum's post. */
export const maxTags = 5;

/** Checks a query with the search's own parser, which is passed in. */
export type CheckQuery = (
  query: string,
  guildId: string,
) =>
  | {
      readonly kind: "invalid";
      readonly message: string;
      /** The query as it was probably meant. */
      readonly suggestion?: string | null;
    }
  | {
      readonly kind: "valid";
      /** The query with lists by their ids, which never change, as their names do. Default: as it is. */
      readonly query?: string;
    };

/** One sentence for the admin, and the setting that it is about. */
export interface SettingsProblem {
  readonly about: "query" | "kinds" | "cadence" | "publish" | "tags";
  readonly message: string;
  /** The query as it was probably meant. */
  readonly suggestion?: string | null;
}

/** The first problem with the settings that an admin asks for, or null. */
export function checkSettings(
  settings: SubscriptionSettings,
  checkQuery: CheckQuery,
): SettingsProblem | null {
  const { query, kinds, cadence, publish, channelKind, tags } = settings;
  if (query.length > maxQueryLength) {
    return { about: "query", message: `The filter is longer than ${maxQueryLength} characters: shorten it.` };
  }
  const checked = query === "" ? null : checkQuery(query, settings.guildId);
  if (checked?.kind === "invalid") {
    return { about: "query", message: checked.message, suggestion: checked.suggestion ?? null };
  }
  if (kinds.length === 0) return { about: "kinds", message: "Choose at least one kind of change." };
  if (cadence.kind === "at once" && recurringKinds.some((kind) => kinds.includes(kind))) {
    return { about: "cadence", message: "Picks and the top have a time: choose a daily or weekly cadence." };
  }
  const wrongCadence = problemWithCadence(cadence);
  if (wrongCadence !== null) return { about: "cadence", message: wrongCadence };
  if (publish && channelKind !== "announcement") {
    return { about: "publish", message: "Only messages in an announcement channel can be published." };
  }
  if (tags.length > maxTags) {
    return { about: "tags", message: `A post can have ${maxTags} tags: choose fewer.` };
  }
  return null;
}

/** What is wrong with a time that a person asks for, in one sentence; null where nothing is. */
export function problemWithCadence(cadence: Cadence): string | null {
  if (cadence.kind === "at once") return null;
  if (!isInteger(cadence.hour, 0, 23))
    return `"${cadence.hour}" is not an hour: write a number from 0 to 23.`;
  if (!isInteger(cadence.minute, 0, 59))
    return `"${cadence.minute}" is not a minute: write a number from 0 to 59.`;
  if (!isTimeZone(cadence.zone))
    return `"${cadence.zone}" is not a time zone: write one such as Europe/Berlin, Asia/Shanghai or UTC.`;
  if (cadence.kind === "weekly" && !isInteger(cadence.weekday, 0, 6))
    return `"${cadence.weekday}" is not a day of the week.`;
  if (cadence.kind === "monthly" && !isInteger(cadence.day, 1, 31))
    return `"${cadence.day}" is not a day of the month: write a number from 1 to 31.`;
  return null;
}

function isInteger(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
