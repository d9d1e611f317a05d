import { expect, test } from "vitest";
import { runRounds } from "../../bench/processes/run-rounds.js";
import { bundleBench } from "../support/bundle-bench.js";

const program = await bundleBench("processes");

/** The short version of `npm run bench -- processes`. */
test("three bots on PostgreSQL that are killed, stopped and cut off announce everything exactly once", {
  timeout: 600_000,
}, async () => {
  const result = await runRounds({ program, rounds: 4, channels: 3, seed: 2, onProgress: () => {} });
  expect(result).toMatchObject({ missing: [], repeated: [], deaths: 0 });
  expect(result.announcements).toBeGreaterThan(10);
});
