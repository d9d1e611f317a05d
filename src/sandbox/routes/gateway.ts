import { ok, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";

export function gatewayRoutes(services: SandboxServices): Route[] {
  const url = () => services.url().replace("http", "ws");
  return [
    { method: "GET", path: "/gateway", access: "token", handle: () => ok({ url: url() }) },
    {
      method: "GET",
      path: "/gateway/bot",
      access: "bot",
      handle: () =>
        ok({
          url: url(),
          shards: 1,
          session_start_limit: {
            total: 1000,
            remaining: services.gateway.identifiesLeft(),
            reset_after: 86_400_000,
            max_concurrency: 1,
          },
        }),
    },
  ];
}
