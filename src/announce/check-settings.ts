import type { SubscriptionSettings } from "../store/subscription.js";
import { isTimeZone } from "../store/time-zone.js";

/** Characters of a query. */
const LONGEST_QUERY = 200;

/** What is wrong with a query that a server asks, if anything is: the search's own parser, passed in. */
export type CheckQuery = (
  query: string,
  guildId: string,
) => { readonly kind: "invalid"; readonly message: string } | { readonly kind: "valid" };

/** What stands in the way of a subscription: one sentence for the admin, and what it is about. */
export interface SettingsProblem {
  readonly about: "query" | "kinds" | "cadence" | "publish";
  readonly message: string;
}

/** The first thing that is wrong with what an admin asked for, or null. */
export function checkSettings(
  settings: SubscriptionSettings,
  checkQuery: CheckQuery,
): SettingsProblem | null {
  const { query, kinds, cadence, publish, channelKind } = settings;
  if (query.length > LONGEST_QUERY) {
    return { about: "query", message: `The filter is longer than ${LONGEST_QUERY} characters: shorten it.` };
  }
  const checked = query === "" ? null : checkQuery(query, settings.guildId);
  if (checked?.kind === "invalid") return { about: "query", message: checked.message };
  if (kinds.length === 0) return { about: "kinds", message: "Choose at least one kind of change." };
  if (cadence.kind !== "at once") {
    if (!Number.isInteger(cadence.hour) || cadence.hour < 0 || cadence.hour > 23) {
      return { about: "cadence", message: `"${cadence.hour}" is not an hour: write a number from 0 to 23.` };
    }
    if (!isTimeZone(cadence.zone)) {
      return {
        about: "cadence",
        message: `"${cadence.zone}" is not a time zone: write one such as Europe/Berlin, Asia/Shanghai or UTC.`,
      };
    }
  }
  if (
    cadence.kind === "weekly" &&
    !(Number.isInteger(cadence.weekday) && cadence.weekday >= 0 && cadence.weekday <= 6)
  ) {
    return { about: "cadence", message: `"${cadence.weekday}" is not a day of the week.` };
  }
  if (publish && channelKind !== "announcement") {
    return { about: "publish", message: "Only messages in an announcement channel can be published." };
  }
  return null;
}
