import type { Context } from "hono";
import type { RequestFault } from "./faults.js";
import { limitedHeaders, type RateLimits } from "./rate-limits.js";
import { readBody } from "./read-body.js";
import { Refusal, refuse } from "./refusal.js";
import type { Reply, Route } from "./route.js";

type Headers = Readonly<Record<string, string>>;

export interface RespondOptions {
  readonly token: string;
  /** Undefined turns rate limits off. */
  readonly limits: RateLimits | undefined;
  /** Those of kind `error` and `rate-limit` refuse the request before it reaches the route. */
  readonly faults: readonly RequestFault[];
}

export interface Responded {
  readonly response: Response;
  readonly body: unknown;
  readonly bytes: number;
  /** The error message of a refusal. */
  readonly note?: string;
}

/** Handles one request: body, faults, access, rate limits, then the route. Refusals have Discord's shape. */
export async function respond(context: Context, route: Route, options: RespondOptions): Promise<Responded> {
  let body: unknown;
  let bytes = 0;
  let headers: Headers = {};
  try {
    const read = await readBody(context.req.raw);
    ({ body, bytes } = read);
    const fault = options.faults.find((one) => one.kind === "error");
    if (fault && (fault.body ?? "discord") !== "discord") {
      return { response: foreignResponse(fault), body, bytes, note: `A fault answered ${fault.status}` };
    }
    refuseByFault(options.faults);
    if (route.access === "bot" && context.req.header("authorization") !== `Bot ${options.token}`) {
      throw refuse("unauthorized");
    }
    const verdict = options.limits?.take(route, (part) => context.req.param(part));
    headers = verdict?.headers ?? {};
    if (verdict?.kind === "limited") throw rateLimited(verdict.retryAfter, verdict.global);
    const reply = route.handle({
      param: (part) => context.req.param(part) ?? "",
      query: new URL(context.req.url).searchParams,
      body: read.body,
      files: read.files,
    });
    return { response: replyResponse(reply, headers), body, bytes };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { response: refusalResponse(thrown, headers), body, bytes, note: thrown.message };
  }
}

function refuseByFault(faults: readonly RequestFault[]): void {
  for (const fault of faults) {
    if (fault.kind === "error") {
      const { status, code = 0, message = `${status}: a fault is active in the sandbox` } = fault;
      throw new Refusal(status, code, message);
    }
    if (fault.kind === "rate-limit") {
      const { retryAfter, scope = "user" } = fault;
      throw rateLimited(retryAfter, scope === "global", limitedHeaders(retryAfter, scope));
    }
  }
}

/** An answer that is not Discord's own: a proxy's page, nothing, or half an answer. */
function foreignResponse({ status, body }: Extract<RequestFault, { kind: "error" }>): Response {
  if (body === "none") return new Response(null, { status });
  if (body === "broken") {
    return new Response('{"message": "Missing Perm', {
      status,
      headers: { "content-type": "application/json" },
    });
  }
  const page = `<!doctype html><title>${status}</title><h1>${status}</h1><p>cloudflare</p>`;
  return new Response(page, { status, headers: { "content-type": "text/html" } });
}

function rateLimited(retryAfter: number, global: boolean, headers: Headers = {}): Refusal {
  const extra = { retry_after: retryAfter, global };
  return new Refusal(429, 0, "You are being rate limited.", extra, headers);
}

function replyResponse(reply: Reply, headers: Headers): Response {
  return reply.status === 204
    ? new Response(null, { status: 204, headers })
    : Response.json(reply.body, { status: reply.status, headers });
}

export function refusalResponse({ status, body, headers }: Refusal, more: Headers = {}): Response {
  return Response.json(body, { status, headers: { ...more, ...headers } });
}
