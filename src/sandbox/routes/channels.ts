import { UpdateThreadRequestPartialSchema } from "discord-api-spec/zod";
import { GatewayIntentBits as I } from "discord-api-types/v10";
import type { House } from "../house.js";
import { refuse } from "../rest/refusal.js";
import { NOTHING, ok, type Route } from "../rest/route.js";
import { parseBody } from "../validation/parse-body.js";
import { asChannel } from "../world/as-channel.js";
import { channelForBot } from "../world/bot-view.js";

/** Channels themselves; `messages.ts` and `threads.ts` have what is in them. */
export function channelRoutes(house: House): Route[] {
  return [
    {
      method: "GET",
      path: "/channels/:channel",
      access: "bot",
      handle: (request) =>
        ok(asChannel(channelForBot(house.world(), house.faults, request.param("channel")), house.world())),
    },
    {
      method: "PATCH",
      path: "/channels/:channel",
      access: "bot",
      handle: (request) => {
        const channel = channelForBot(house.world(), house.faults, request.param("channel"));
        const { thread } = channel;
        if (!thread) throw refuse("missingPermissions");
        const change = parseBody(UpdateThreadRequestPartialSchema, request.body);
        const own = thread.ownerId === house.world().bot.id;
        if (!own) channelForBot(house.world(), house.faults, channel.id, "ManageThreads");
        channel.name = change.name ?? channel.name;
        thread.archived = change.archived ?? thread.archived;
        thread.locked = change.locked ?? thread.locked;
        thread.autoArchiveMinutes = change.auto_archive_duration ?? thread.autoArchiveMinutes;
        if (typeof change.archived === "boolean") thread.archivedAt = new Date(house.now()).toISOString();
        const data = asChannel(channel, house.world());
        house.gateway.dispatch({
          name: "THREAD_UPDATE",
          data,
          intents: I.Guilds,
          guildId: house.world().guild.id,
        });
        house.events.emit({ type: "world" });
        return ok(data);
      },
    },
    {
      method: "POST",
      path: "/channels/:channel/typing",
      access: "bot",
      handle: (request) => {
        channelForBot(house.world(), house.faults, request.param("channel"), "SendMessages");
        return NOTHING;
      },
    },
  ];
}
