import { expect, test } from "vitest";
import { runCrashes } from "../../bench/crash/run-crashes.js";
import { bundleBench } from "../support/bundle-bench.js";

const program = await bundleBench("crash");

/** The short version of `npm run bench -- crash`: a real process, real kills, the real REST client. */
test("a process that is killed at each step, with lost replies, announces everything exactly once", async () => {
  const result = await runCrashes({ program, kills: 9, channels: 4, nonces: false });
  expect(result.replies).toBeGreaterThan(0);
  expect(result.lostReplies).toBeGreaterThan(0);
  expect(result).toMatchObject({
    once: result.expected,
    missing: 0,
    repeated: 0,
    foreign: 0,
    apart: 0,
    withoutThread: 0,
  });
}, 300_000);
