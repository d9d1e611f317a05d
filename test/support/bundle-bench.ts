import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Those that are not JavaScript alone, or are loaded by their path. */
const external = ["better-sqlite3", "pg", "pino", "esbuild", "zlib-sync", "bufferutil", "utf-8-validate"];

/**
 * Bundles a program of `bench`, to be run until the tests of this file have ended. Its packages are in it: it is started
 * again and again, and starts three times as fast as with their hundreds of modules.
 */
export async function bundleBench(name: string): Promise<string> {
  // Inside the project, so that the other packages are found.
  const folder = await mkdtemp(join(root, "node_modules", `.${name}-`));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [join(root, "bench", `${name}.ts`)],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    bundle: true,
    external,
    // For the packages that are CommonJS.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    platform: "node",
    format: "esm",
    target: "node20",
    // Else `/\p{L}/u` is compiled anew each time that it runs.
    supported: { "regexp-unicode-property-escapes": true },
    logLevel: "warning",
  });
  return join(folder, `${name}.mjs`);
}
