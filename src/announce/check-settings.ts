import { recurringKinds, type SubscriptionSettings } from "../store/subscription.js";
import { isTimeZone } from "../store/time-zone.js";

const maxQueryLength = 200;

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
  | { readonly kind: "valid" };

/** One sentence for the admin, and the setting that it is about. */
export interface SettingsProblem {
  readonly about: "query" | "kinds" | "cadence" | "publish";
  readonly message: string;
  /** The query as it was probably meant. */
  readonly suggestion?: string | null;
}

/** The first problem with the settings that an admin asks for, or null. */
export function checkSettings(
  settings: SubscriptionSettings,
  checkQuery: CheckQuery,
): SettingsProblem | null {
  const { query, kinds, cadence, publish, channelKind } = settings;
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
  if (cadence.kind !== "at once") {
    if (!isIntegerUpTo(23, cadence.hour)) {
      return { about: "cadence", message: `"${cadence.hour}" is not an hour: write a number from 0 to 23.` };
    }
    if (!isTimeZone(cadence.zone)) {
      return {
        about: "cadence",
        message: `"${cadence.zone}" is not a time zone: write one such as Europe/Berlin, Asia/Shanghai or UTC.`,
      };
    }
  }
  if (cadence.kind === "weekly" && !isIntegerUpTo(6, cadence.weekday)) {
    return { about: "cadence", message: `"${cadence.weekday}" is not a day of the week.` };
  }
  if (publish && channelKind !== "announcement") {
    return { about: "publish", message: "Only messages in an announcement channel can be published." };
  }
  return null;
}

function isIntegerUpTo(max: number, value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}
