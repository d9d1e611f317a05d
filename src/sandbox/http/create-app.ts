import { fileURLToPath } from "node:url";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { House } from "../house.js";
import { Cannot } from "../people/cannot.js";
import { createRateLimits } from "../rest/rate-limits.js";
import { serveRest } from "../rest/serve-rest.js";
import { allRoutes } from "../routes/all-routes.js";
import { serveAttachments } from "./attachments.js";
import { guard } from "./guard.js";
import { servePage } from "./page.js";
import { serveOperator } from "./serve-operator.js";
import { servePeople } from "./serve-people.js";

export interface AppOptions {
  readonly port: () => number;
  readonly rateLimits?: boolean;
  readonly pageDir?: string;
  /** Fires when the sandbox closes. */
  readonly ended: AbortSignal;
}

export interface App {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** The routes of Discord's API that there are, as `GET /channels/:channel`. */
  readonly routes: readonly string[];
  /** How many requests came to any other. */
  readonly unsupported: () => number;
}

const BESIDE_THIS_FILE = fileURLToPath(new URL("../page/", import.meta.url));

/** All that the server answers to: Discord's API, the sandbox's own, files, and the page. */
export function createApp(house: House, { port, rateLimits = true, pageDir, ended }: AppOptions): App {
  const routes = allRoutes(house);
  let unsupported = 0;
  const rest = serveRest({
    routes,
    token: house.token,
    faults: house.faults,
    limits: rateLimits ? createRateLimits(house.now) : undefined,
    traffic: house.traffic,
    now: house.now,
    onUnsupported: () => {
      unsupported += 1;
    },
  });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard(port));
  app.route("/api/v10", rest);
  app.route("/sandbox", servePeople(house));
  app.route("/sandbox", serveOperator(house, ended));
  app.route("/attachments", serveAttachments(house.attachments));
  app.route("/", servePage(pageDir ?? BESIDE_THIS_FILE));
  app.notFound((context) => context.json({ error: `There is nothing at ${context.req.path}.` }, 404));
  app.onError((error, context) =>
    error instanceof Cannot
      ? context.json({ error: error.message }, 400)
      : context.json({ error: `The sandbox failed: ${error.message}` }, 500),
  );
  return {
    app,
    routes: routes.map(({ method, path }) => `${method} ${path}`),
    unsupported: () => unsupported,
  };
}
