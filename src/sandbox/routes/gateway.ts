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
      handle: () => {
        const resetAfter = services.faults.identifyLimit();
        return ok({
          url: url(),
          shards: services.shards,
          session_start_limit: {
            total: 1000,
            remaining: resetAfter === undefined ? services.gateway.identifiesLeft() : 0,
            reset_after: resetAfter ?? 86_400_000,
            max_concurrency: services.shards,
          },
        });
      },
    },
  ];
}
