import { existsSync, openSync } from "node:fs";
import { expect, test } from "vitest";
import { createLog } from "../../src/config/create-log.js";

test.skipIf(!existsSync("/dev/full"))(
  "a log that cannot be written throws nothing, and keeps little in memory",
  async () => {
    const log = await createLog({ level: "info" }, openSync("/dev/full", "w"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = process.memoryUsage().heapUsed;
    for (let line = 0; line < 20_000; line++) log.error({ line }, "x".repeat(1000));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  },
);
