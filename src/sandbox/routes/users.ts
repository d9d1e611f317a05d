import { z } from "zod";
import { refuse } from "../rest/refusal.js";
import { noContent, ok, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { parseBody } from "../validation/parse-body.js";
import { openDirectMessages } from "../world/direct-messages.js";
import { toApiUser } from "../world/to-api-account.js";
import { toApiChannel } from "../world/to-api-channel.js";
import { toApiGuild } from "../world/to-api-guild.js";

const recipientSchema = z.object({ recipient_id: z.string() });

export function userRoutes(services: SandboxServices): Route[] {
  return [
    { method: "GET", path: "/users/@me", access: "bot", handle: () => ok(toApiUser(services.world().bot)) },
    {
      method: "GET",
      path: "/users/:user",
      access: "bot",
      handle: (request) => {
        const { bot, people } = services.world();
        const id = request.param("user");
        const account = id === bot.id ? bot : people.get(id);
        if (!account) throw refuse("unknownUser");
        return ok(toApiUser(account));
      },
    },
    {
      method: "GET",
      path: "/users/@me/guilds",
      access: "bot",
      handle: () => ok(services.world().botInGuild ? [toApiGuild(services.world())] : []),
    },
    {
      method: "POST",
      path: "/users/@me/channels",
      access: "bot",
      handle: (request) => {
        const { recipient_id: id } = parseBody(recipientSchema, request.body);
        const person = services.world().people.get(id);
        if (!person) throw refuse("unknownUser");
        return ok(
          toApiChannel(openDirectMessages(services.world(), person.id, services.ids), services.world()),
        );
      },
    },
    {
      method: "DELETE",
      path: "/users/@me/guilds/:guild",
      access: "bot",
      handle: (request) => {
        if (request.param("guild") !== services.world().guild.id) throw refuse("unknownGuild");
        services.changes.apply({ kind: "kick-bot" });
        return noContent;
      },
    },
  ];
}
