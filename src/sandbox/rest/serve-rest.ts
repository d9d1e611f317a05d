import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { Faults, RequestFault } from "./faults.js";
import { limitedHeaders, type RateLimits, type Verdict } from "./rate-limits.js";
import { readBody } from "./read-body.js";
import { Refusal, refuse } from "./refusal.js";
import type { Reply, Route } from "./route.js";
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
  readonly onUnsupported: (method: string, path: string) => void;
}

type RestContext = Context<{ Bindings: HttpBindings }>;

/** Discord's REST API: for each request the faults it meets, who may call, how often, and then the route. */
export function serveRest(options: RestOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const route of options.routes) {
    app.on(route.method, route.path, (context) => answer(context, route, options));
  }
  app.all("*", async (context) => {
    const path = pathOf(context);
    options.onUnsupported(context.req.method, path);
    const response = refusalResponse(refuse("notImplemented"));
    log(`${context.req.method} ${path}`, options.now(), response.status, options, {
      note: "Not implemented in the sandbox",
    });
    return response;
  });
  app.onError((error) => {
    console.error("The sandbox failed:", error);
    return refusalResponse(new Refusal(500, 0, "500: Internal Server Error"));
  });
  return app;
}

async function answer(context: RestContext, route: Route, options: RestOptions): Promise<Response> {
  const startedAt = options.now();
  const { method } = context.req;
  const faults = options.faults.meet(method, pathOf(context));
  const find = <K extends RequestFault["kind"]>(kind: K) =>
    faults.find((fault): fault is Extract<RequestFault, { kind: K }> => fault.kind === kind);
  const name = `${method} ${route.path}`;

  const latency = find("latency");
  if (latency) await new Promise((resolve) => setTimeout(resolve, latency.ms));
  const drop = find("drop");
  if (drop) {
    log(name, startedAt, undefined, options, { note: "Connection dropped by a fault" });
    return cut(context, drop.reset);
  }
  const { response, body, note } = await respond(context, route, options, find("error"), find("rate-limit"));
  const lost = find("lose-reply");
  log(name, startedAt, response.status, options, {
    body,
    ...(lost ? { note: "Carried out; the reply is lost by a fault" } : note === undefined ? {} : { note }),
  });
  return lost ? cut(context, lost.reset) : response;
}

interface Responded {
  readonly response: Response;
  readonly body: unknown;
  /** The error's message, for a refusal. */
  readonly note?: string;
}

async function respond(
  context: RestContext,
  route: Route,
  options: RestOptions,
  error: Extract<RequestFault, { kind: "error" }> | undefined,
  limit: Extract<RequestFault, { kind: "rate-limit" }> | undefined,
): Promise<Responded> {
  let body: unknown;
  let headers: Readonly<Record<string, string>> = {};
  try {
    const read = await readBody(context.req.raw);
    body = read.body;
    if (error) throw new Refusal(error.status, 0, `${error.status}: fault switched on in the sandbox`);
    if (limit) {
      const scope = limit.scope ?? "user";
      headers = limitedHeaders(limit.retryAfter, scope);
      throw rateLimited(limit.retryAfter, scope === "global");
    }
    if (route.access === "bot" && context.req.header("authorization") !== `Bot ${options.token}`) {
      throw refuse("unauthorized");
    }
    const verdict: Verdict = options.limits?.take(route, (part) => context.req.param(part)) ?? {
      kind: "allowed",
      headers,
    };
    headers = verdict.headers;
    if (verdict.kind === "limited") throw rateLimited(verdict.retryAfter, verdict.global);
    const reply = route.handle({
      param: (part) => context.req.param(part) ?? "",
      query: new URL(context.req.url).searchParams,
      body: read.body,
      files: read.files,
    });
    return { response: replyResponse(reply, headers), body };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { response: refusalResponse(thrown, headers), body, note: thrown.message };
  }
}

function rateLimited(retryAfter: number, global: boolean): Refusal {
  return new Refusal(429, 0, "You are being rate limited.", { retry_after: retryAfter, global });
}

function replyResponse(reply: Reply, headers: Readonly<Record<string, string>>): Response {
  return reply.status === 204
    ? new Response(null, { status: 204, headers })
    : Response.json(reply.body, { status: reply.status, headers });
}

function refusalResponse(refusal: Refusal, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(refusal.body, { status: refusal.status, headers });
}

/** Ends the connection without an answer. */
function cut(context: RestContext, reset = false): Response {
  const { socket } = context.env.incoming;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The path below the API's base, decoded: `/channels/123/messages/@original`. */
function pathOf(context: RestContext): string {
  return decodeURIComponent(new URL(context.req.url).pathname).replace(/^\/api\/v10/, "");
}

function log(
  name: string,
  startedAt: number,
  status: number | undefined,
  { traffic, now }: RestOptions,
  more: { readonly body?: unknown; readonly note?: string },
) {
  traffic.add({
    at: startedAt,
    via: "rest",
    direction: "out",
    name,
    ...(status === undefined ? {} : { status }),
    took: now() - startedAt,
    ...more,
  });
}
