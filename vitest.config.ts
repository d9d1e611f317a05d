import { defineConfig } from "vitest/config";

/** Rooms whose tests start no bot and no other program: one process for all of their files loads the modules once. */
const quick = "test/{announce,catalogue,config,interactions,library,search,store,views}/**/*.test.ts";

export default defineConfig({
  test: {
    // Much of a test is waiting: two files at a time use two cores better than one. A time limit only ends what hangs:
    // on a busy machine a test may take many times as long as on an idle one.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "quick", include: [quick], isolate: false } },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts"], exclude: [quick] } },
    ],
  },
});
