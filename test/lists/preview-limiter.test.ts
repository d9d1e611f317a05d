import { expect, test } from "vitest";
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
