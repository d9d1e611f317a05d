import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { type Faults, lostReplyNote, type RequestFault } from "./faults.js";
import type { RateLimits } from "./rate-limits.js";
import { Refusal, refuse } from "./refusal.js";
import { refusalResponse, respond } from "./respond.js";
import type { Route } from "./route.js";
import type { TrafficLog } from "./traffic-log.js";

export interface RestOptions {
  readonly routes: readonly Route[];
  readonly token: string;
  readonly faults: Faults;
  /** Undefined turns rate limits off. */
  readonly limits: RateLimits | undefined;
  readonly traffic: TrafficLog;
  readonly now: () => number;
  /** Called for each request to a route that the sandbox does not have. */
  readonly onUnsupported: () => void;
}

/** A path segment too long for an id. It may be a token, so the traffic does not show it. */
const longSegment = /[\w.-]{40,}/g;

type RestContext = Context<{ Bindings: HttpBindings }>;

/** Discord's REST API. Applies faults to each request and logs it in the traffic. */
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
    const faults = options.faults.consume(route.method, concretePath(context, route.path));

    const latency = faultOf(faults, "latency");
    if (latency) await new Promise((resolve) => setTimeout(resolve, latency.ms));
    const drop = faultOf(faults, "drop");
    if (drop) {
      log({ note: "A fault dropped the connection" });
      return cut(context, drop);
    }
    const { response, bytes, ...about } = await respond(context, route, { ...options, faults });
    const lost = faultOf(faults, "lose-reply");
    const note = lost ? { note: lostReplyNote } : {};
    log({ status: response.status, ...about, ...note }, bytes);
    setDate(response);
    return lost ? cut(context, lost) : response;
  };

  /** Discord's own clock, which need not be this machine's. */
  const setDate = (response: Response) => {
    const skew = options.faults.dateSkew();
    // An empty header: without one, Node writes its own.
    response.headers.set("date", skew === null ? "" : new Date(now() + skew).toUTCString());
  };

  for (const route of options.routes) {
    app.on(route.method, route.path, (context) => answer(context, route));
  }
  app.all("*", (context) => {
    const path = context.req.path.replace(/^\/api\/v10/, "").replace(longSegment, ":token");
    const log = logger(`${context.req.method} ${path}`);
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

/** Closes the connection without a response. */
function cut(context: RestContext, { reset = false }: { readonly reset?: boolean }): Response {
  const { socket } = context.env.incoming;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The route's path with its parameters filled in: `/channels/123/messages/@original`. */
function concretePath(context: RestContext, path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => context.req.param(name) ?? "");
}
