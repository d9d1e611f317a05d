import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { nextDueAt } from "../../src/announce/next-digest.js";
import { nextInstant } from "../../src/store/local-time.js";
import { cronTimes } from "../../src/upstream/cron-times.js";
import { startSchedule } from "../../src/upstream/schedule.js";

const minute = 60_000;
const at = (iso: string) => Date.parse(iso);
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  // Its clocks change by half an hour.
  "Australia/Lord_Howe",
  // Theirs change at midnight.
  "Africa/Cairo",
  "America/Santiago",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "America/St_Johns",
];

const dates = new Map(
  zones.map((zone) => [zone, new Intl.DateTimeFormat("en-CA", { timeZone: zone })] as const),
);
const localDate = (instant: number, zone: string) => dates.get(zone)?.format(instant) ?? "";

/** Every run between two instants. */
function runsOf(next: (after: number) => number | null, from: string, to: string): number[] {
  const runs: number[] = [];
  for (let run = next(at(from)); run !== null && run < at(to); run = next(run)) runs.push(run);
  return runs;
}
const cronRuns = (cron: string, zone: string, from: string, to: string) => {
  const times = cronTimes(cron);
  return runsOf((after) => nextInstant(times, zone, after), from, to);
};
const shown = (cron: string, zone: string, from: string, to: string) =>
  cronRuns(cron, zone, from, to).map((run) => new Date(run).toISOString().slice(11, 16));

describe("a time that the change of clocks", () => {
  test("skips runs once after it, even if it skips several", () => {
    const night = ["2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z"] as const;
    expect(shown("30 2 * * *", "Europe/Berlin", ...night)).toEqual(["01:00"]);
    expect(shown("*/10 2 * * *", "Europe/Berlin", ...night)).toEqual(["01:00"]);
    expect(shown("0 0 * * *", "America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T12:00:00Z")).toEqual([
      "04:00",
    ]);
  });

  test("repeats runs once, if it names its hour", () => {
    const night = ["2026-10-24T23:00:00Z", "2026-10-25T04:00:00Z"] as const;
    expect(shown("30 2 * * *", "Europe/Berlin", ...night)).toEqual(["00:30"]);
    expect(shown("*/20 2 * * *", "Europe/Berlin", ...night)).toEqual(["00:00", "00:20", "00:40"]);
    // From within the repeated hour, too.
    expect(shown("30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", night[1])).toEqual([]);
    expect(
      shown("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00:00Z", "2026-04-04T18:00:00Z"),
    ).toEqual(["14:45"]);
  });
});

test.each(zones)("a schedule of every half hour never pauses and never doubles in %s", (zone) => {
  // Every change of these zones in that year is in one of the two.
  for (const [from, to] of [
    ["2026-02-10T00:00:00Z", "2026-05-02T00:00:00Z"],
    ["2026-09-01T00:00:00Z", "2026-11-10T00:00:00Z"],
  ] as const) {
    const runs = cronRuns("*/30 * * * *", zone, from, to);
    const gaps = new Set(runs.slice(1).map((run, index) => run - (runs[index] ?? 0)));
    expect([...gaps]).toEqual([30 * minute]);
  }
});

describe("every day of 2024 to 2027 has one run, in every zone", () => {
  const [from, to] = ["2024-01-01T12:00:00Z", "2027-12-31T12:00:00Z"];
  const expectDaily = (runs: readonly number[], zone: string) => {
    const days = runs.map((run) => localDate(run, zone));
    expect(new Set(days).size).toBe(days.length);
    const length = Math.round((at(days.at(-1) ?? "") - at(days[0] ?? "")) / 86_400_000);
    expect(days).toHaveLength(length + 1);
    expect(length).toBeGreaterThanOrEqual(1458);
  };

  test.each(zones)("by cron in %s", (zone) => {
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const property = fc.property(times, ([hour, minutes]) => {
      expectDaily(cronRuns(`${minutes} ${hour} * * *`, zone, from, to), zone);
    });
    fc.assert(property, { numRuns: 4, examples: [[[0, 0]], [[1, 45]], [[2, 30]], [[23, 30]]] });
  });

  test.each(zones)("of a digest in %s", (zone) => {
    for (const hour of [0, 2, 23]) {
      expectDaily(
        runsOf((after) => nextDueAt({ kind: "daily", hour, minute: 0, zone }, after), from, to),
        zone,
      );
    }
  });
});

test("other cron expressions run when node-cron says", () => {
  const runs = (cron: string, from: string, to: string) =>
    cronRuns(cron, "UTC", from, to).map((run) => new Date(run).toISOString());
  expect(runs("0 9 L * *", "2026-01-15T00:00:00Z", "2026-03-15T00:00:00Z")).toEqual([
    "2026-01-31T09:00:00.000Z",
    "2026-02-28T09:00:00.000Z",
  ]);
  expect(runs("15 30 7 * feb mon", "2026-01-01T00:00:00Z", "2026-02-10T00:00:00Z")).toEqual([
    "2026-02-02T07:30:15.000Z",
    "2026-02-09T07:30:15.000Z",
  ]);
  expect(nextInstant(cronTimes("0 0 29 2 *"), "UTC", at("2026-01-01T00:00:00Z"))).toBe(
    at("2028-02-29T00:00:00Z"),
  );
});

describe("the running schedule", () => {
  const started: { stop: () => Promise<void> }[] = [];
  let runs: string[];
  beforeEach(() => {
    runs = [];
    vi.useFakeTimers({ now: at("2026-11-24T12:05:00Z") });
  });
  afterEach(async () => {
    for (const schedule of started.splice(0)) await schedule.stop();
    vi.useRealTimers();
  });
  const start = (cron: string, timezone = "UTC") => {
    const schedule = startSchedule({
      cron,
      timezone,
      run: async () => void runs.push(new Date().toISOString().slice(11, 16)),
      onError: () => {},
    });
    started.push(schedule);
    return schedule;
  };

  test("gives its next run in its time zone, until it is stopped", async () => {
    const [tokyo, utc] = [start("0 7 * * *", "Asia/Tokyo"), start("0 7 * * *")];
    expect([tokyo.next()?.getUTCHours(), utc.next()?.getUTCHours()]).toEqual([22, 7]);
    await utc.stop();
    expect(utc.next()).toBeNull();
  });

  test("runs again after a failed run, and never two at a time", async () => {
    let [running, most, count] = [0, 0, 0];
    const errors: unknown[] = [];
    const schedule = startSchedule({
      cron: "* * * * * *",
      timezone: "UTC",
      onError: (error) => errors.push(error),
      async run() {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1200));
        running--;
        count++;
        throw new Error("out");
      },
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await schedule.stop();
    expect(most).toBe(1);
    expect(count).toBeGreaterThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(errors).toHaveLength(count);
  });

  test("goes by the new time after the clock was set back by hours, and runs nothing again after a correction", async () => {
    const schedule = start("*/30 * * * *");
    await vi.advanceTimersByTimeAsync(30 * minute);
    vi.setSystemTime(at("2026-11-24T12:29:59Z"));
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(runs).toEqual(["12:30"]);
    vi.setSystemTime(at("2026-11-24T09:05:00Z"));
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(runs).toEqual(["12:30", "09:30", "10:00"]);
    expect(schedule.next()?.toISOString()).toBe("2026-11-24T10:30:00.000Z");
  });

  test("runs once after the clock was set forward, or the machine has slept", async () => {
    start("*/30 * * * *");
    vi.setSystemTime(at("2026-11-25T09:05:00Z"));
    await vi.advanceTimersByTimeAsync(20 * minute);
    expect(runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(runs).toHaveLength(2);
  });
});
