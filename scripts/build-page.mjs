import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../src/sandbox/page", import.meta.url));

/** Bundles the sandbox's page into `outdir`: index.html, page.js and page.css, as they are shipped. */
export async function buildPage(outdir) {
  await build({
    entryPoints: [
      { in: `${source}/main.tsx`, out: "page" },
      { in: `${source}/index.html`, out: "index" },
    ],
    outdir,
    loader: { ".html": "copy" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: true,
    logLevel: "warning",
  });
}
