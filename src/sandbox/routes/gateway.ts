import type { House } from "../house.js";
import { ok, type Route } from "../rest/route.js";

export function gatewayRoutes(house: House): Route[] {
  const url = () => house.url().replace("http", "ws");
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
            remaining: house.gateway.identifiesLeft(),
            reset_after: 86_400_000,
            max_concurrency: 1,
          },
        }),
    },
  ];
}
