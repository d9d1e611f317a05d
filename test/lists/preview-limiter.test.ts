import { expect, test } from "vitest";
import { createPreviewLimiter, previewLimits } from "../../src/lists/preview-limiter.js";

const never = () => new Promise<string>(() => {});
const at = async () => "read";

test("a server has one list read at a time, and all servers together a few", async () => {
  const turns = createPreviewLimiter();
  void turns.take("a", never);
  expect(await turns.take("a", at)).toEqual({ wait: expect.stringContaining("for this server") });
  expect(await turns.take("b", at)).toBe("read");
  for (let server = 1; server < previewLimits.atOnce; server++) void turns.take(`other ${server}`, never);
  expect(await turns.take("b", at)).toEqual({ wait: expect.stringContaining("for other servers") });
});

test("a server that has many read waits for the hour to pass; a look that fails ends its turn, too", async () => {
  let now = 0;
  const turns = createPreviewLimiter(() => now);
  const failing = () => Promise.reject(new Error("no such host"));
  for (let look = 0; look < previewLimits.anHour; look++)
    await expect(turns.take("a", failing)).rejects.toThrow("no such host");
  expect(await turns.take("a", at)).toEqual({ wait: expect.stringContaining("within the hour") });
  expect(await turns.take("b", at)).toBe("read");
  now += 3_600_000;
  expect(await turns.take("a", at)).toBe("read");
});
