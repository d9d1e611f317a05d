import { UpdateThreadRequestPartialSchema } from "discord-api-spec/zod";
import { GatewayIntentBits as I } from "discord-api-types/v10";
import { refuse } from "../rest/refusal.js";
import { noContent, ok, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { parseBody } from "../validation/parse-body.js";
import { channelForBot } from "../world/bot-view.js";
import { toApiChannel } from "../world/to-api-channel.js";

/** Channels without their messages and threads, which are in `messages.ts` and `threads.ts`. */
export function channelRoutes(services: SandboxServices): Route[] {
  return [
    {
      method: "GET",
      path: "/channels/:channel",
      access: "bot",
      handle: (request) =>
        ok(
          toApiChannel(
            channelForBot(services.world(), services.faults, request.param("channel")),
            services.world(),
          ),
        ),
    },
    {
      method: "PATCH",
      path: "/channels/:channel",
      access: "bot",
      handle: (request) => {
        const channel = channelForBot(services.world(), services.faults, request.param("channel"));
        const { thread } = channel;
        if (!thread) throw refuse("missingPermissions");
        const change = parseBody(UpdateThreadRequestPartialSchema, request.body);
        const own = thread.ownerId === services.world().bot.id;
        if (!own) channelForBot(services.world(), services.faults, channel.id, "ManageThreads");
        const tags = change.applied_tags?.filter((tag) => tag !== null);
        if (tags?.length === 0 && services.world().channels.get(thread.parentId)?.requiresTag === true)
          throw refuse("tagRequired");
        thread.appliedTags = tags ?? thread.appliedTags;
        channel.name = change.name ?? channel.name;
        thread.archived = change.archived ?? thread.archived;
        thread.locked = change.locked ?? thread.locked;
        thread.autoArchiveMinutes = change.auto_archive_duration ?? thread.autoArchiveMinutes;
        if (typeof change.archived === "boolean") thread.archivedAt = new Date(services.now()).toISOString();
        const data = toApiChannel(channel, services.world());
        services.gateway.dispatch({
          name: "THREAD_UPDATE",
          data,
          intents: I.Guilds,
          guildId: services.world().guild.id,
        });
        services.events.emit({ type: "world" });
        return ok(data);
      },
    },
    {
      method: "POST",
      path: "/channels/:channel/typing",
      access: "bot",
      handle: (request) => {
        channelForBot(services.world(), services.faults, request.param("channel"), "SendMessages");
        return noContent;
      },
    },
  ];
}
