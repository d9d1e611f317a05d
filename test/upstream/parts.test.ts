import { describe, expect, test } from "vitest";
import { createFailingStreak } from "../../src/upstream/failing-streak.js";
import { readListText } from "../../src/upstream/list-text.js";
import { startSchedule } from "../../src/upstream/schedule.js";
import { judge } from "../../src/upstream/surge-guard.js";

describe("the surge guard", () => {
  const calm = { before: 10, added: 0, removed: 0, hasConflict: false };
  test.each([
    [{ ...calm, added: 40 }, "fine"],
    [{ ...calm, added: 41 }, "held"],
    [{ ...calm, removed: 4 }, "fine"],
    [{ ...calm, removed: 5 }, "held"],
    [{ ...calm, before: 1, removed: 1 }, "fine"],
    [{ ...calm, before: 2, removed: 2 }, "held"],
    [{ ...calm, before: 0, added: 40 }, "fine"],
    [{ ...calm, hasConflict: true }, "held"],
  ])("finds %o %s", (surge, kind) => {
    expect(judge(surge, 40).kind).toBe(kind);
  });
});

describe("a failing streak", () => {
  test("waits twice as long after each failure, six hours at most, and tells the first one only", () => {
    let now = 0;
    const streak = createFailingStreak(() => now);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      expect(streak.fail()).toBe(i === 0);
      waits.push((streak.until ?? 0) - now);
      now = streak.until ?? 0;
    }
    expect(waits.slice(0, 3)).toEqual([60_000, 120_000, 240_000]);
    expect(waits.at(-1)).toBe(6 * 3_600_000);
    expect([streak.succeed(), streak.succeed(), streak.until]).toEqual([true, false, null]);
  });
});

describe("a list's text", () => {
  const read = (text: string | Buffer) => readListText({ kind: "content", bytes: Buffer.from(text) });

  test("is read as UTF-8, with or without its mark, or UTF-16 with it", () => {
    const expected = { kind: "text", markdown: "- Zürich 论文" };
    expect(read("\ufeff- Zürich 论文")).toMatchObject(expected);
    expect(read(Buffer.from("\ufeff- Zürich 论文", "utf16le"))).toMatchObject(expected);
    expect(read(Buffer.from("\ufeff- Zürich 论文", "utf16le").swap16())).toMatchObject(expected);
  });

  test("may begin with HTML, which is no page yet", () => {
    expect(read('<div align="center"><h1>Papers</h1></div>\n\n- One')).toMatchObject({ kind: "text" });
    expect(read("<!-- list -->\n- One")).toMatchObject({ kind: "text" });
  });

  test("has a conflict where all three marks stand in order, and not where a heading is underlined", () => {
    expect(read("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n")).toMatchObject({ hasConflict: true });
    expect(read("Heading\n=======\n\n>>>>>>> a deep quote\n")).toMatchObject({ hasConflict: false });
  });
});

describe("the schedule", () => {
  test("knows its next run in its time zone, until it is stopped", async () => {
    const options = { name: "list", cron: "0 7 * * *", run: async () => {}, onError: () => {} };
    const [tokyo, utc] = ["Asia/Tokyo", "UTC"].map((timezone) => startSchedule({ ...options, timezone }));
    expect([tokyo?.next()?.getUTCHours(), utc?.next()?.getUTCHours()]).toEqual([22, 7]);
    await Promise.all([tokyo?.stop(), utc?.stop()]);
    expect(utc?.next()).toBeNull();
  });

  test("runs again after a run that failed, and never two at a time", async () => {
    let [running, most, runs] = [0, 0, 0];
    const errors: unknown[] = [];
    await new Promise<void>((done) => {
      const started = startSchedule({
        name: "list",
        cron: "* * * * * *",
        timezone: "UTC",
        onError: (error) => errors.push(error),
        async run() {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 1200));
          running--;
          if (++runs === 2) void started.stop().then(done);
          throw new Error("out");
        },
      });
    });
    expect([most, errors.length >= 1]).toEqual([1, true]);
  });
});
