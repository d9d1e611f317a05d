import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { packageFile } from "../../package/package-file.js";
import { createRateLimits } from "../rest/rate-limits.js";
import { serveRest } from "../rest/serve-rest.js";
import { allRoutes } from "../routes/all-routes.js";
import type { SandboxServices } from "../services.js";
import { ActionError } from "../users/action-error.js";
import { guard } from "./guard.js";
import { serveAttachments } from "./serve-attachments.js";
import { serveOperator } from "./serve-operator.js";
import { servePage } from "./serve-page.js";
import { serveUsers } from "./serve-users.js";

export interface AppOptions {
  readonly port: () => number;
  readonly rateLimits?: boolean;
  readonly pageDir?: string;
  /** Fires when the sandbox closes. */
  readonly ended: AbortSignal;
}

export interface App {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** The implemented routes of Discord's API, such as `GET /channels/:channel`. */
  readonly routes: readonly string[];
  /** The number of requests to any other route. */
  readonly unsupported: () => number;
}

const defaultPageDir = packageFile("dist", "src", "sandbox", "page");

/** Everything the server serves: Discord's API, the sandbox's own, files, and the page. */
export function createApp(
  services: SandboxServices,
  { port, rateLimits = true, pageDir, ended }: AppOptions,
): App {
  const routes = allRoutes(services);
  let unsupported = 0;
  const rest = serveRest({
    routes,
    token: services.token,
    faults: services.faults,
    limits: rateLimits ? createRateLimits(services.now) : undefined,
    traffic: services.traffic,
    now: services.now,
    onUnsupported: () => {
      unsupported += 1;
    },
  });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard(port));
  app.route("/api/v10", rest);
  app.route("/sandbox", serveUsers(services));
  app.route("/sandbox", serveOperator(services, ended));
  app.route("/attachments", serveAttachments(services.attachments));
  app.route("/", servePage(pageDir ?? defaultPageDir));
  app.notFound((context) => context.json({ error: `There is nothing at ${context.req.path}.` }, 404));
  app.onError((error, context) =>
    error instanceof ActionError
      ? context.json({ error: error.message }, 400)
      : context.json({ error: `The sandbox failed: ${error.message}` }, 500),
  );
  return {
    app,
    routes: routes.map(({ method, path }) => `${method} ${path}`),
    unsupported: () => unsupported,
  };
}
