import { describe, expect, test } from "vitest";
import { formatCadence, parseCadence, suggestCadence } from "../../src/views/cadence.js";

describe("a cadence", () => {
  test.each([
    ["at once", "at once"],
    ["NOW", "at once"],
    ["daily", "daily at 9:00 UTC"],
    ["daily at 18:00 Europe/Berlin", "daily at 18:00 Europe/Berlin"],
    ["every day at 7 h Asia/Tokyo", "daily at 7:00 Asia/Tokyo"],
    ["weekly", "weekly on Monday at 9:00 UTC"],
    ["weekly on fri at 6", "weekly on Friday at 6:00 UTC"],
    [
      "Weekly on Wednesday at 20:00 America/Argentina/Buenos_Aires",
      "weekly on Wednesday at 20:00 America/Argentina/Buenos_Aires",
    ],
  ])("%s is %s", (written, meant) => {
    const cadence = parseCadence(written);
    expect(cadence && formatCadence(cadence)).toBe(meant);
  });

  test.each(["", "sometimes", "daily 9:30", "daily at 9PM", "hourly"])("%j is not a cadence", (written) => {
    expect(parseCadence(written)).toBeNull();
  });

  test("is formatted so that it parses to the same", () => {
    for (const { value } of suggestCadence("")) {
      const cadence = parseCadence(String(value));
      expect(cadence && formatCadence(cadence)).toBe(value);
    }
  });

  test("is suggested with matching time zones", () => {
    expect(suggestCadence("daily at 9 berl").map(({ value }) => value)).toContain("daily at 9 Europe/Berlin");
    expect(suggestCadence("week").every(({ value }) => String(value).startsWith("weekly"))).toBe(true);
  });
});
