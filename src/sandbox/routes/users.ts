import { z } from "zod";
import type { House } from "../house.js";
import { refuse } from "../rest/refusal.js";
import { NOTHING, ok, type Route } from "../rest/route.js";
import { parseBody } from "../validation/parse-body.js";
import { asUser } from "../world/as-account.js";
import { asChannel } from "../world/as-channel.js";
import { asGuild } from "../world/as-guild.js";
import { openDirectMessages } from "../world/direct-messages.js";

const recipientSchema = z.object({ recipient_id: z.string() });

export function userRoutes(house: House): Route[] {
  return [
    { method: "GET", path: "/users/@me", access: "bot", handle: () => ok(asUser(house.world().bot)) },
    {
      method: "GET",
      path: "/users/:user",
      access: "bot",
      handle: (request) => {
        const { bot, people } = house.world();
        const id = request.param("user");
        const account = id === bot.id ? bot : people.get(id);
        if (!account) throw refuse("unknownUser");
        return ok(asUser(account));
      },
    },
    {
      method: "GET",
      path: "/users/@me/guilds",
      access: "bot",
      handle: () => ok(house.world().botInGuild ? [asGuild(house.world())] : []),
    },
    {
      method: "POST",
      path: "/users/@me/channels",
      access: "bot",
      handle: (request) => {
        const { recipient_id: id } = parseBody(recipientSchema, request.body);
        const person = house.world().people.get(id);
        if (!person) throw refuse("unknownUser");
        return ok(asChannel(openDirectMessages(house.world(), person.id, house.ids), house.world()));
      },
    },
    {
      method: "DELETE",
      path: "/users/@me/guilds/:guild",
      access: "bot",
      handle: (request) => {
        if (request.param("guild") !== house.world().guild.id) throw refuse("unknownGuild");
        house.changes.apply({ kind: "kick-bot" });
        return NOTHING;
      },
    },
  ];
}
