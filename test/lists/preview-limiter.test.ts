import { expect, onTestFinished, test, vi } from "vitest";
import { createPreviewLimiter, previewLimits } from "../../src/lists/preview-limiter.js";

const never = () => new Promise<string>(() => {});
const at = async () => "read";

test("one preview of a server runs at a time, and a few of all servers together", async () => {
  const limiter = createPreviewLimiter();
  void limiter.run("a", never);
  expect(await limiter.run("a", at)).toEqual({ wait: expect.stringContaining("for this server") });
  expect(await limiter.run("b", at)).toBe("read");
  for (let server = 1; server < previewLimits.concurrent; server++)
    void limiter.run(`other ${server}`, never);
  expect(await limiter.run("b", at)).toEqual({ wait: expect.stringContaining("for other servers") });
});

test("the hourly limit of a server ends with the hour; a preview that fails counts and makes room for the next", async () => {
  let now = 0;
  const limiter = createPreviewLimiter(() => now);
  const failing = () => Promise.reject(new Error("no such host"));
  for (let preview = 0; preview < previewLimits.perHour; preview++)
    await expect(limiter.run("a", failing)).rejects.toThrow("no such host");
  expect(await limiter.run("a", at)).toEqual({ wait: expect.stringContaining("within the hour") });
  expect(await limiter.run("b", at)).toBe("read");
  now += 3_600_000;
  expect(await limiter.run("a", at)).toBe("read");
});

test("a clock that is set back keeps no server waiting", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-24T12:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
  let time = 0;
  const spy = vi.spyOn(performance, "now").mockImplementation(() => time);
  onTestFinished(() => spy.mockRestore());
  const limiter = createPreviewLimiter();
  for (let count = 0; count < previewLimits.perHour; count++) await limiter.run("guild", async () => null);
  expect(await limiter.run("guild", async () => null)).toMatchObject({ wait: expect.any(String) });
  vi.setSystemTime(Date.parse("2026-11-24T06:00:00Z"));
  time += 3_600_001;
  expect(await limiter.run("guild", async () => null)).toBeNull();
});
