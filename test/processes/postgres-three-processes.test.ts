import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { runRounds } from "../../bench/processes/run-rounds.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
// Inside the project, so that the packages are found.
const folder = await mkdtemp(join(root, "node_modules", ".processes-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The short version of `npm run bench -- processes`. */
test("three bots on PostgreSQL that are killed, stopped and cut off announce everything exactly once", {
  timeout: 600_000,
}, async () => {
  const options = { bundle: true, packages: "external", platform: "node", format: "esm" } as const;
  const extension = { outExtension: { ".js": ".mjs" }, outdir: folder, splitting: true };
  await build({ ...options, ...extension, entryPoints: [join(root, "bench/processes.ts")] });
  const program = join(folder, "processes.mjs");
  const result = await runRounds({ program, rounds: 4, channels: 3, seed: 2, onProgress: () => {} });
  expect(result).toMatchObject({ missing: [], repeated: [], deaths: 0 });
  expect(result.announcements).toBeGreaterThan(10);
});
