import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Much of a test is waiting: two files at a time use two cores better than one. A time limit only ends what hangs:
    // on a busy machine a test may take many times as long as on an idle one.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
