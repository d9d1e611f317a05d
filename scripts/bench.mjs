// `npm run bench` lists what can be measured, `npm run bench -- NAME …` measures it: bundles bench/NAME.ts and runs it.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}node_modules/.cache/paperboy-bench`;
const names = readdirSync(`${root}bench`)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3));

const [name, ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(", ")}`);
  process.exit(2);
}

// Its threads and its page are used as they were built.
if (!existsSync(`${root}dist/src/main.js`)) {
  console.error("Paperboy is not built: npm run build");
  process.exit(2);
}

await build({
  entryPoints: names.map((name) => `${root}bench/${name}.ts`),
  outdir: out,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  // Else `/\p{L}/u` is compiled anew each time that it runs.
  supported: { "regexp-unicode-property-escapes": true },
  logLevel: "warning",
  outExtension: { ".js": ".mjs" },
  splitting: true,
});
process.exit(
  spawnSync(process.execPath, ["--expose-gc", `${out}/${name}.mjs`, ...args], { stdio: "inherit", cwd: root })
    .status ?? 1,
);
