import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";

/** All that the page consists of. Nothing else of the folder is served. */
const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
  "/page.js.map": { file: "page.js.map", type: "application/json" },
};

/** Nothing from other hosts, no inline scripts, in nobody's frame. */
const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/** Serves the page from `directory`; a plain sentence where it has not been built. */
export function servePage(directory: string): Hono {
  const app = new Hono();
  for (const [path, { file, type }] of Object.entries(FILES)) {
    app.get(path, async (context) => {
      const content = await readFile(join(directory, file)).catch(() => undefined);
      return content
        ? context.body(content, 200, { ...HEADERS, "content-type": type })
        : context.text(
            "The sandbox's page has not been built: run `npm run build`, then reload.\n",
            404,
            HEADERS,
          );
    });
  }
  return app;
}
