import { problemWithCadence } from "../announce/check-settings.js";
import type { Choice } from "../interactions/option.js";
import type { Cadence } from "../store/subscription.js";
import { formatCadence, weekdays } from "./cadence.js";
import { parseCadence } from "./parse-cadence.js";
import { zonesLike } from "./time-zones.js";

const common = [
  "at once",
  "daily at 9:00 UTC",
  "daily at 18:00 UTC",
  "weekly on Monday at 9:00 UTC",
  "weekly on Friday at 9:00 UTC",
  "monthly on the 1st at 9:00 UTC",
  ...[2, 3, 4, 6, 0].map((day) => `weekly on ${weekdays[day]} at 9:00 UTC`),
  "monthly on the 15th at 9:00 UTC",
];
/** Words at the end that may be the beginning of a zone: `new y`. */
const maxZoneWords = 2;

/** Suggestions for the text typed so far, each a cadence that can be saved; after a time or a day, its time zones. */
export function suggestCadence(typed: string): Choice[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const whole = validCadence(typed);
  const suggested = [
    ...(whole === null ? [] : [formatCadence(whole)]),
    ...zoned(words),
    ...common.filter((choice) => begins(choice, words)),
  ];
  return [...new Set(suggested)].map((name) => ({ name, value: name }));
}

/** What the words before the last ones say, in each zone that the last ones may mean. */
function zoned(words: readonly string[]): string[] {
  for (let count = 1; count <= Math.min(maxZoneWords, words.length - 1); count++) {
    const cadence = validCadence(words.slice(0, -count).join(" "));
    if (cadence === null || cadence.kind === "at once") continue;
    const zones = zonesLike(words.slice(-count).join(" "));
    if (zones.length > 0) return zones.map((zone) => formatCadence({ ...cadence, zone }));
  }
  return [];
}

/** Whether each typed word begins a word of the choice, in its order. */
function begins(choice: string, words: readonly string[]): boolean {
  let rest = choice.toLowerCase().split(" ");
  for (const word of words) {
    const small = word.toLowerCase();
    const at = rest.findIndex((one) => one.startsWith(small) || (small === "every" && one.endsWith("ly")));
    if (at < 0) return false;
    rest = rest.slice(at + 1);
  }
  return true;
}

function validCadence(text: string): Cadence | null {
  const cadence = parseCadence(text);
  return cadence === null || problemWithCadence(cadence) !== null ? null : cadence;
}
