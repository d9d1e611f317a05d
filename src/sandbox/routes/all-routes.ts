import type { Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { applicationRoutes } from "./applications.js";
import { channelRoutes } from "./channels.js";
import { gatewayRoutes } from "./gateway.js";
import { guildRoutes } from "./guilds.js";
import { interactionRoutes } from "./interactions.js";
import { messageRoutes } from "./messages.js";
import { threadRoutes } from "./threads.js";
import { userRoutes } from "./users.js";
import { webhookRoutes } from "./webhooks.js";

/** The implemented routes of Discord's API. README.md says what each covers. */
export function allRoutes(services: SandboxServices): Route[] {
  return [
    ...gatewayRoutes(services),
    ...applicationRoutes(services),
    ...userRoutes(services),
    ...guildRoutes(services),
    ...channelRoutes(services),
    ...messageRoutes(services),
    ...threadRoutes(services),
    ...interactionRoutes(services),
    ...webhookRoutes(services),
  ];
}
