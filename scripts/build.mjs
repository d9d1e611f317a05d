// Compiles the bot with tsc, and bundles the sandbox's page and the reading thread with esbuild, into dist/.
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildPage } from "./build-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });

const tsc = fileURLToPath(import.meta.resolve("typescript/package.json")).replace("package.json", "bin/tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", `${root}tsconfig.json`], { stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

// One file starts faster than its sixty modules, and the thread is started again and again.
await build({
  entryPoints: [`${root}src/reading/thread.ts`],
  outfile: `${root}dist/src/reading/thread.js`,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
});
await buildPage(`${root}dist/src/sandbox/page`);
