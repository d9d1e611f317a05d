// Bundles the bot, its processes and threads, and the sandbox's page with esbuild, into dist/. A few files start three times as fast as
// their hundreds of modules, and threads are started again and again. `npm run check` checks the types.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildPage } from "./build-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Packages that stay in node_modules: those that are compiled for the machine, start a thread by its path, register plug-ins
 * or are optional. All others are bundled: discord.js alone has hundreds of modules, which takes half of the start.
 */
const external = [
  "@citation-js/*",
  "better-sqlite3",
  "pg",
  "pino",
  "pino-pretty",
  "piscina",
  "zlib-sync",
  "bufferutil",
  "utf-8-validate",
];

const options = {
  outdir: `${root}dist/src`,
  outbase: `${root}src`,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external,
  // For the packages that are CommonJS.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  // Else `/\p{L}/u` is compiled anew each time that it runs.
  supported: { "regexp-unicode-property-escapes": true },
  sourcemap: true,
  logLevel: "warning",
};

await rm(`${root}dist`, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: [`${root}src/main.ts`, `${root}src/cli/reference.ts`],
  splitting: true,
});
await build({
  ...options,
  entryPoints: [`${root}src/reading/reading-process.ts`, `${root}src/programs/launcher-process.ts`],
});
await build({ ...options, entryPoints: [`${root}src/citations/thread.ts`] });
await buildPage(`${root}dist/src/sandbox/page`);
