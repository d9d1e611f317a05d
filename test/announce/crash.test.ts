import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { runCrashes } from "../../bench/crash/run-crashes.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
// Inside the project, so that the packages are found.
const folder = await mkdtemp(join(root, "node_modules", ".crash-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The short version of `npm run bench -- crash`: a real process, real kills, the real REST client. */
test("a process that is killed at each step, with lost replies, announces everything exactly once", async () => {
  const program = join(folder, "crash.mjs");
  await build({
    entryPoints: [join(root, "bench/crash.ts")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
  const result = await runCrashes({ program, kills: 9, channels: 8, nonces: false });
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
