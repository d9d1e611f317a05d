import type { House } from "../house.js";
import type { Route } from "../rest/route.js";
import { applicationRoutes } from "./applications.js";
import { channelRoutes } from "./channels.js";
import { gatewayRoutes } from "./gateway.js";
import { guildRoutes } from "./guilds.js";
import { interactionRoutes } from "./interactions.js";
import { messageRoutes } from "./messages.js";
import { threadRoutes } from "./threads.js";
import { userRoutes } from "./users.js";
import { webhookRoutes } from "./webhooks.js";

/** Every route of Discord's API that the sandbox has. `coverage.ts` says what of each. */
export function allRoutes(house: House): Route[] {
  return [
    ...gatewayRoutes(house),
    ...applicationRoutes(house),
    ...userRoutes(house),
    ...guildRoutes(house),
    ...channelRoutes(house),
    ...messageRoutes(house),
    ...threadRoutes(house),
    ...interactionRoutes(house),
    ...webhookRoutes(house),
  ];
}
