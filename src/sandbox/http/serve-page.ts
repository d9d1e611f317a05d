import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/** The page's files. Nothing else in the folder is served. */
const files = {
  "/": "index.html",
  "/page.js": "page.js",
  "/page.css": "page.css",
  "/page.js.map": "page.js.map",
};

/** Nothing from other hosts, no inline scripts, no framing. */
const headers = {
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

/** Serves the page from `directory`, or says how to build it. */
export function servePage(directory: string): Hono {
  const app = new Hono();
  for (const [path, file] of Object.entries(files)) {
    app.get(
      path,
      async (context, next) => {
        for (const [name, value] of Object.entries(headers)) context.header(name, value);
        await next();
      },
      serveStatic({ root: directory, path: file }),
      (context) => context.text("The sandbox's page is not built: run `npm run build`, then reload.\n", 404),
    );
  }
  return app;
}
