import type { MiddlewareHandler } from "hono";

export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The Sec-Fetch-Site header of browsers: `same-origin`, `cross-site`, `none`, ... */
  readonly site: string | undefined;
  /** A person opens the address in a browser, as opposed to a page fetching it. */
  readonly isNavigation: boolean;
}

/**
 * Whether a request is allowed. It must name this server as its host, against DNS rebinding (a foreign domain that
 * resolves to 127.0.0.1), and browsers must send it from this server's own page.
 */
export function isAllowed({ host, origin, site, isNavigation }: RequestOrigin, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return false;
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) return false;
  return site === undefined || site === "same-origin" || site === "none" || isNavigation;
}

/** Refuses requests that are not allowed. */
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
      { error: "The sandbox accepts requests only from its own page and from programs on this machine." },
      403,
    );
  };
}
