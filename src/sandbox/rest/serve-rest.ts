import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { Faults, RequestFault } from "./faults.js";
import type { RateLimits } from "./rate-limits.js";
import { Refusal, refuse } from "./refusal.js";
import { refusalResponse, respond } from "./respond.js";
import type { Route } from "./route.js";
import type { TrafficLog } from "./traffic-log.js";

export interface RestOptions {
  readonly routes: readonly Route[];
  readonly token: string;
  readonly faults: Faults;
  /** None: nothing is limited. */
  readonly limits: RateLimits | undefined;
  readonly traffic: TrafficLog;
  readonly now: () => number;
  /** Told of each request to a route that the sandbox does not have. */
  readonly onUnsupported: () => void;
}

/** A part of a path that is too long for a name: it may give access, so it is not shown. */
const longSegment = /[\w.-]{40,}/g;

type RestContext = Context<{ Bindings: HttpBindings }>;

/** Discord's REST API: each request with the faults that it meets, and a line of it in the traffic. */
export function serveRest(options: RestOptions): Hono<{ Bindings: HttpBindings }> {
  const { traffic, now } = options;
  const app = new Hono<{ Bindings: HttpBindings }>();

  const logger = (name: string) => {
    const at = now();
    return (more: { readonly status?: number; readonly body?: unknown; readonly note?: string }, bytes = 0) =>
      traffic.add({ at, via: "rest", direction: "out", name, took: now() - at, ...more }, bytes);
  };

  const answer = async (context: RestContext, route: Route): Promise<Response> => {
    const log = logger(`${route.method} ${route.path}`);
    const faults = options.faults.consume(route.method, pathOf(context));

    const latency = faultOf(faults, "latency");
    if (latency) await new Promise((resolve) => setTimeout(resolve, latency.ms));
    const drop = faultOf(faults, "drop");
    if (drop) {
      log({ note: "The connection is dropped by a fault" });
      return cut(context, drop);
    }
    const { response, bytes, ...about } = await respond(context, route, { ...options, faults });
    const lost = faultOf(faults, "lose-reply");
    const note = lost ? { note: "Carried out, but the reply is lost by a fault" } : {};
    log({ status: response.status, ...about, ...note }, bytes);
    return lost ? cut(context, lost) : response;
  };

  for (const route of options.routes) {
    app.on(route.method, route.path, (context) => answer(context, route));
  }
  app.all("*", (context) => {
    const log = logger(`${context.req.method} ${pathOf(context).replace(longSegment, ":token")}`);
    options.onUnsupported();
    const response = refusalResponse(refuse("notImplemented"));
    log({ status: response.status, note: "The sandbox does not implement this route" });
    return response;
  });
  app.onError((error) => {
    console.error("The sandbox failed:", error);
    return refusalResponse(new Refusal(500, 0, "500: Internal Server Error"));
  });
  return app;
}

function faultOf<K extends RequestFault["kind"]>(faults: readonly RequestFault[], kind: K) {
  return faults.find((fault): fault is Extract<RequestFault, { kind: K }> => fault.kind === kind);
}

/** Ends the connection without an answer. */
function cut(context: RestContext, { reset = false }: { readonly reset?: boolean }): Response {
  const { socket } = context.env.incoming;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The path below the API's base, decoded: `/channels/123/messages/@original`. */
function pathOf(context: RestContext): string {
  return decodeURIComponent(new URL(context.req.url).pathname).replace(/^\/api\/v10/, "");
}
