import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextDueAt } from "../../src/announce/next-digest.js";

const at = (iso: string) => Date.parse(iso);
const daily = (hour: number, zone: string) => ({ kind: "daily", hour, minute: 0, zone }) as const;
const next = (cadence: Parameters<typeof nextDueAt>[0], now: string) =>
  new Date(nextDueAt(cadence, at(now))).toISOString();

describe("the next digest", () => {
  test("without a digest is due now", () => {
    expect(nextDueAt({ kind: "at once" }, 5)).toBe(5);
  });

  test("is today before the hour, and tomorrow from the hour on", () => {
    expect(next(daily(9, "UTC"), "2026-11-24T08:59:59Z")).toBe("2026-11-24T09:00:00.000Z");
    expect(next(daily(9, "UTC"), "2026-11-24T09:00:00Z")).toBe("2026-11-25T09:00:00.000Z");
    expect(next(daily(0, "UTC"), "2026-11-24T09:00:00Z")).toBe("2026-11-25T00:00:00.000Z");
  });

  test("follows its time zone, also one that differs from UTC by quarters of an hour", () => {
    expect(next(daily(18, "Asia/Shanghai"), "2026-11-24T00:00:00Z")).toBe("2026-11-24T10:00:00.000Z");
    expect(next(daily(18, "Asia/Kathmandu"), "2026-11-24T00:00:00Z")).toBe("2026-11-24T12:15:00.000Z");
  });

  test("is the first hour after one that the clocks skip, and the first of two that they repeat", () => {
    expect(next(daily(2, "Europe/Berlin"), "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(next(daily(2, "Europe/Berlin"), "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:00:00.000Z");
    expect(next(daily(2, "Europe/Berlin"), "2026-10-25T00:00:00Z")).toBe("2026-10-26T01:00:00.000Z");
  });

  test("is on its day if it is weekly", () => {
    const monday = { kind: "weekly", weekday: 1, hour: 9, minute: 0, zone: "America/New_York" } as const;
    expect(next(monday, "2026-11-24T00:00:00Z")).toBe("2026-11-30T14:00:00.000Z");
    expect(next(monday, "2026-11-30T14:00:00Z")).toBe("2026-12-07T14:00:00.000Z");
  });

  test("is later than now and within its period, in every time zone", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const instants = fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") });
    const property = fc.property(zones, instants, fc.integer({ min: 0, max: 23 }), (zone, now, hour) => {
      const due = nextDueAt(daily(hour, zone), now);
      expect(due).toBeGreaterThan(now);
      expect(due - now).toBeLessThanOrEqual(26 * 3_600_000);
      // From any instant in between, it is the same one.
      expect(nextDueAt(daily(hour, zone), now + Math.floor((due - 1 - now) / 2))).toBe(due);
    });
    fc.assert(property, { numRuns: 150 });
  });
});
