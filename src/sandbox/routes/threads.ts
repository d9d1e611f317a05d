import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from "discord-api-spec/zod";
import { ChannelType, MessageFlags } from "discord-api-types/v10";
import { z } from "zod";
import type { House } from "../house.js";
import { refuse } from "../rest/refusal.js";
import { created, NOTHING, type RestRequest, type Route } from "../rest/route.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseBody } from "../validation/parse-body.js";
import { parseMessage } from "../validation/parse-message.js";
import { channelForBot } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import type { PermissionName } from "../world/permissions.js";
import { findMessage, permissionsFor, writeAsBot } from "./bot-writing.js";
import { openThread } from "./open-thread.js";

const LIMIT = { requests: 10, seconds: 5 };
const starterSchema = z.object({ message: z.unknown().optional() });

export function threadRoutes(house: House): Route[] {
  const channelOf = (request: RestRequest, ...needed: PermissionName[]) =>
    channelForBot(house.world(), house.faults, request.param("channel"), ...needed);
  const needsText = ({ type }: Channel) => {
    if (type !== ChannelType.GuildText && type !== ChannelType.GuildAnnouncement)
      throw refuse("notThisChannelType");
  };

  const startFromMessage = (request: RestRequest) => {
    const parent = channelOf(request, "CreatePublicThreads");
    needsText(parent);
    const stored = findMessage(house, parent.id, request.param("message"));
    const body = parseBody(CreateTextThreadWithMessageRequestSchema, request.body);
    if (house.world().channels.has(stored.message.id)) throw refuse("threadExists");
    const thread = openThread(house, parent, stored.message.id, body);
    const flags = (stored.message.flags ?? 0) | MessageFlags.HasThread;
    house.messenger.change(stored, { ...stored.message, flags });
    return created(thread);
  };

  const startPost = (parent: Channel, { body, files }: RestRequest) => {
    const post = parseBody(CreateForumThreadRequestSchema, body);
    const message = parseMessage(messageSchemas.forumStarter, starterSchema.parse(body).message, {
      fileCount: files.length,
      at: ["message"],
    });
    channelForBot(house.world(), house.faults, parent.id, ...permissionsFor(message, parent, files.length));
    const id = house.ids.next();
    const thread = openThread(house, parent, id, post, post.applied_tags ?? []);
    const starter = writeAsBot(house, message, files, { id, channelId: id, permissionsFrom: parent });
    return created({ ...thread, message: starter });
  };

  const start = (request: RestRequest) => {
    const parent = channelOf(request);
    if (parent.type === ChannelType.GuildForum) return startPost(parent, request);
    needsText(parent);
    const body = parseBody(CreateTextThreadWithoutMessageRequestSchema, request.body);
    channelOf(request, "CreatePublicThreads");
    return created(openThread(house, parent, house.ids.next(), body));
  };

  const join = (request: RestRequest) => {
    if (!channelOf(request).thread) throw refuse("notThisChannelType");
    return NOTHING;
  };

  return [
    {
      method: "POST",
      path: "/channels/:channel/messages/:message/threads",
      access: "bot",
      limit: LIMIT,
      handle: startFromMessage,
    },
    { method: "POST", path: "/channels/:channel/threads", access: "bot", limit: LIMIT, handle: start },
    { method: "PUT", path: "/channels/:channel/thread-members/@me", access: "bot", handle: join },
  ];
}
