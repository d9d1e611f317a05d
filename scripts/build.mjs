// Compiles the bot with tsc and bundles the sandbox's page with esbuild, into dist/.
import { spawnSync } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}src/sandbox/page`;
const out = `${root}dist/src/sandbox/page`;

await rm(`${root}dist`, { recursive: true, force: true });

const tsc = fileURLToPath(import.meta.resolve("typescript/package.json")).replace("package.json", "bin/tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", `${root}tsconfig.json`], { stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

await build({
  entryPoints: [`${page}/main.tsx`],
  outfile: `${out}/page.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: true,
  logLevel: "warning",
});
await cp(`${page}/index.html`, `${out}/index.html`);
await cp(`${page}/page.css`, `${out}/page.css`);
