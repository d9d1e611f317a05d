// Bundles the bot, its processes and threads, and the sandbox's page with esbuild, into dist/. A few files start three times as fast as
// their hundreds of modules, and threads are started again and again. `npm run check` checks the types.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildPage } from "./build-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Packages that are bundled, with what they need: many small modules of pure JavaScript. All others stay in node_modules. */
const bundled = ["hono", "js-yaml", "kysely", "lru-cache", "minisearch", "p-limit", "stemmer", "zod"];

const options = {
  outdir: `${root}dist/src`,
  outbase: `${root}src`,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // Else `/\p{L}/u` is compiled anew each time that it runs.
  supported: { "regexp-unicode-property-escapes": true },
  sourcemap: true,
  logLevel: "warning",
};

const isBundled = (path) => bundled.some((name) => path === name || path.startsWith(`${name}/`));
const otherPackages = {
  name: "other packages",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
      kind === "entry-point" || isBundled(path) || importer.includes("node_modules")
        ? undefined
        : { path, external: true },
    ),
};

await rm(`${root}dist`, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: [`${root}src/main.ts`, `${root}src/cli/reference.ts`],
  splitting: true,
  plugins: [otherPackages],
});
await build({
  ...options,
  entryPoints: [`${root}src/reading/reading-process.ts`, `${root}src/programs/launcher-process.ts`],
});
await build({ ...options, entryPoints: [`${root}src/citations/thread.ts`], plugins: [otherPackages] });
await buildPage(`${root}dist/src/sandbox/page`);
