import type { MiddlewareHandler } from "hono";

export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** What browsers say of where a request comes from: `same-origin`, `cross-site`, `none`, ... */
  readonly site: string | undefined;
  /** A person opening the address, rather than a page fetching it. */
  readonly isNavigation: boolean;
}

/**
 * Whether a request may come in: it has to name this server as its host, or else some page's domain was pointed at
 * 127.0.0.1 (DNS rebinding), and a browser may only send it from this server's own page.
 */
export function isAllowed({ host, origin, site, isNavigation }: RequestOrigin, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return false;
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) return false;
  return site === undefined || site === "same-origin" || site === "none" || isNavigation;
}

/** Refuses what may not enter, whatever it asks for. */
export function guard(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const header = (name: string) => context.req.header(name);
    const request = {
      host: header("host"),
      origin: header("origin"),
      site: header("sec-fetch-site"),
      isNavigation:
        context.req.method === "GET" && context.req.path === "/" && header("sec-fetch-mode") === "navigate",
    };
    if (isAllowed(request, port())) return next();
    return context.json(
      { error: "The sandbox answers only to its own page and to programs on this machine." },
      403,
    );
  };
}
