import {
  BaseCreateMessageCreateRequestSchema,
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
  type ThreadBody,
} from "discord-api-spec/zod";
import {
  ChannelType,
  GatewayIntentBits as I,
  MessageFlags,
  PermissionFlagsBits as P,
} from "discord-api-types/v10";
import { z } from "zod";
import type { House } from "../house.js";
import { compose } from "../messages/compose.js";
import { refuse } from "../rest/refusal.js";
import { created, NOTHING, type RestRequest, type Route } from "../rest/route.js";
import { parseBody } from "../validation/parse-body.js";
import { parseMessage } from "../validation/parse-message.js";
import { asChannel } from "../world/as-channel.js";
import { botPermissions, channelForBot } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import { describedIn, permissionsFor } from "./messages.js";

const starterSchema = z.object({ message: z.unknown().optional() });

export function threadRoutes(house: House): Route[] {
  /** A thread has the id of the message it starts from; one that starts from none has its own. */
  const openThread = (parent: Channel, id: string, body: ThreadBody, appliedTags: readonly string[] = []) => {
    const world = house.world();
    const channel: Channel = {
      id,
      type: ChannelType.PublicThread,
      name: body.name,
      topic: null,
      position: 0,
      overwrites: [],
      thread: {
        parentId: parent.id,
        ownerId: world.bot.id,
        archived: false,
        locked: false,
        autoArchiveMinutes: body.auto_archive_duration ?? 4320,
        archivedAt: new Date(house.now()).toISOString(),
        appliedTags,
      },
    };
    world.channels.set(id, channel);
    const data = asChannel(channel, world);
    house.gateway.dispatch({
      name: "THREAD_CREATE",
      intents: I.Guilds,
      guildId: world.guild.id,
      data: { ...data, newly_created: true },
    });
    house.events.emit({ type: "world" });
    return data;
  };

  const openPost = (parent: Channel, request: RestRequest) => {
    const body = parseBody(CreateForumThreadRequestSchema, request.body);
    const message = parseMessage(
      BaseCreateMessageCreateRequestSchema,
      starterSchema.parse(request.body).message,
      { fileCount: request.files.length, at: ["message"] },
    );
    channelForBot(
      house.world(),
      house.faults,
      parent.id,
      ...permissionsFor(message, parent, request.files.length),
    );
    const id = house.ids.next();
    const data = openThread(parent, id, body, body.applied_tags ?? []);
    const { message: starter } = house.messenger.post({
      message: compose(
        message,
        { id, channelId: id, files: house.attachments.add(request.files, describedIn(message)) },
        {
          world: house.world(),
          author: house.world().bot,
          mayMentionAll: Boolean(botPermissions(house.world(), house.faults, parent) & P.MentionEveryone),
          mentionsByDefault: ["users", "roles", "everyone"],
        },
      ),
    });
    return created({ ...data, message: starter });
  };

  return [
    {
      method: "POST",
      path: "/channels/:channel/messages/:message/threads",
      access: "bot",
      limit: { requests: 10, seconds: 5 },
      handle: (request) => {
        const parent = channelForBot(
          house.world(),
          house.faults,
          request.param("channel"),
          "CreatePublicThreads",
        );
        if (parent.type !== ChannelType.GuildText && parent.type !== ChannelType.GuildAnnouncement) {
          throw refuse("notThisChannelType");
        }
        const stored = house.messages.get(request.param("message"));
        if (!stored || stored.onlyFor !== undefined || stored.message.channel_id !== parent.id) {
          throw refuse("unknownMessage");
        }
        const body = parseBody(CreateTextThreadWithMessageRequestSchema, request.body);
        if (house.world().channels.has(stored.message.id)) throw refuse("threadExists");
        const data = openThread(parent, stored.message.id, body);
        house.messenger.change(stored, {
          ...stored.message,
          flags: (stored.message.flags ?? 0) | MessageFlags.HasThread,
        });
        return created(data);
      },
    },
    {
      method: "POST",
      path: "/channels/:channel/threads",
      access: "bot",
      limit: { requests: 10, seconds: 5 },
      handle: (request) => {
        const parent = channelForBot(house.world(), house.faults, request.param("channel"));
        if (parent.type === ChannelType.GuildForum) return openPost(parent, request);
        if (parent.type !== ChannelType.GuildText && parent.type !== ChannelType.GuildAnnouncement) {
          throw refuse("notThisChannelType");
        }
        const body = parseBody(CreateTextThreadWithoutMessageRequestSchema, request.body);
        channelForBot(house.world(), house.faults, parent.id, "CreatePublicThreads");
        return created(openThread(parent, house.ids.next(), body));
      },
    },
    {
      method: "PUT",
      path: "/channels/:channel/thread-members/@me",
      access: "bot",
      handle: (request) => {
        const channel = channelForBot(house.world(), house.faults, request.param("channel"));
        if (!channel.thread) throw refuse("notThisChannelType");
        return NOTHING;
      },
    },
  ];
}
