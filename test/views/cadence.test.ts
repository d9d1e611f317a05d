import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemWithCadence } from "../../src/announce/check-settings.js";
import type { Cadence } from "../../src/store/subscription.js";
import { formatCadence } from "../../src/views/cadence.js";
import { parseCadence } from "../../src/views/parse-cadence.js";
import { suggestCadence } from "../../src/views/suggest-cadence.js";

const read = (text: string) => {
  const cadence = parseCadence(text);
  return cadence && formatCadence(cadence);
};

describe("a cadence", () => {
  test.each([
    ["at once", "at once"],
    ["NOW", "at once"],
    ["daily", "daily at 9:00 UTC"],
    ["daily 9am", "daily at 9:00 UTC"],
    ["daily 9:30", "daily at 9:30 UTC"],
    ["daily at 9PM", "daily at 21:00 UTC"],
    ["daily at 12 am", "daily at 0:00 UTC"],
    ["every day at noon", "daily at 12:00 UTC"],
    ["daily at 6.45 p.m. in Berlin", "daily at 18:45 Europe/Berlin"],
    ["daily at 18:00 Europe/Berlin", "daily at 18:00 Europe/Berlin"],
    ["daily at 18:00 europe/berlin", "daily at 18:00 Europe/Berlin"],
    ["every day at 7 h Asia/Tokyo", "daily at 7:00 Asia/Tokyo"],
    ["7h15 utc+2", "daily at 7:15 Etc/GMT-2"],
    ["9 o'clock new york", "daily at 9:00 America/New_York"],
    ["weekly", "weekly on Monday at 9:00 UTC"],
    ["weekly on fri at 6", "weekly on Friday at 6:00 UTC"],
    ["every monday 9:30 Europe/Berlin", "weekly on Monday at 9:30 Europe/Berlin"],
    ["Mondays, 8:05", "weekly on Monday at 8:05 UTC"],
    ["each thurs evening", "weekly on Thursday at 18:00 UTC"],
    ["monthly", "monthly on the 1st at 9:00 UTC"],
    ["every month on the 15th at 8:30 Tokyo", "monthly on the 15th at 8:30 Asia/Tokyo"],
    ["monthly 15 9:00", "monthly on the 15th at 9:00 UTC"],
    ["monthly at 7", "monthly on the 1st at 7:00 UTC"],
    ["on day 3 of every month", "monthly on the 3rd at 9:00 UTC"],
    ["last day of the month, 17:00", "monthly on the 31st at 17:00 UTC"],
    [
      "Weekly on Wednesday at 20:00 America/Argentina/Buenos_Aires",
      "weekly on Wednesday at 20:00 America/Argentina/Buenos_Aires",
    ],
  ])("%s is %s", (written, meant) => {
    expect(read(written)).toBe(meant);
  });

  test.each([
    "",
    "sometimes",
    "hourly",
    "Europe/Berlin",
    "daily on monday",
    "monthly on friday",
    "soon",
    "every",
  ])("%j is not a cadence", (written) => {
    expect(parseCadence(written)).toBeNull();
  });

  test.each([
    ["daily at 25", '"25" is not an hour'],
    ["daily at 13pm", "is not an hour"],
    ["daily at 9:75", '"75" is not a minute'],
    ["monthly on the 32nd", '"32" is not a day of the month'],
    ["daily at 9 Mars/Base", '"Mars/Base" is not a time zone'],
  ])("%j is said to be wrong", (written, why) => {
    const cadence = parseCadence(written);
    expect(cadence && problemWithCadence(cadence)).toContain(why);
  });

  const zone = fc.constantFrom("UTC", "Etc/GMT-2", ...Intl.supportedValuesOf("timeZone"));
  const time = { hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }), zone };
  const anyCadence: fc.Arbitrary<Cadence> = fc.oneof(
    fc.record({ kind: fc.constant("daily" as const), ...time }),
    fc.record({ kind: fc.constant("weekly" as const), weekday: fc.integer({ min: 0, max: 6 }), ...time }),
    fc.record({ kind: fc.constant("monthly" as const), day: fc.integer({ min: 1, max: 31 }), ...time }),
  );

  test("is formatted so that it parses to the same", () => {
    fc.assert(
      fc.property(anyCadence, (cadence) => {
        expect(parseCadence(formatCadence(cadence))).toEqual(cadence);
      }),
    );
  });

  test("is suggested with matching time zones, the city's own first", () => {
    expect(suggestCadence("daily at 9 ber")[0]?.value).toBe("daily at 9:00 Europe/Berlin");
    expect(suggestCadence("every monday 9:30 new y")[0]?.value).toBe(
      "weekly on Monday at 9:30 America/New_York",
    );
    expect(suggestCadence("week").every(({ value }) => String(value).startsWith("weekly"))).toBe(true);
    expect(suggestCadence("every mon").map(({ value }) => value)).toContain("weekly on Monday at 9:00 UTC");
  });

  test("is only suggested where it can be saved, whatever was typed", () => {
    const word = fc.constantFrom(
      "daily",
      "every",
      "mon",
      "9",
      "25:00",
      "9:30",
      "monthly",
      "32nd",
      "ber",
      "UTC",
      "Mars",
    );
    const typed = fc.oneof(
      fc.array(word, { maxLength: 5 }).map((words) => words.join(" ")),
      fc.string(),
    );
    fc.assert(
      fc.property(typed, (text) => {
        for (const { value } of suggestCadence(text)) {
          const cadence = parseCadence(String(value));
          expect(cadence && problemWithCadence(cadence), String(value)).toBeNull();
          expect(cadence && formatCadence(cadence)).toBe(value);
        }
      }),
    );
  });
});
