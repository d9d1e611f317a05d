import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from "discord-api-spec/zod";
import { ChannelType, MessageFlags } from "discord-api-types/v10";
import { z } from "zod";
import { refuse } from "../rest/refusal.js";
import { created, noContent, ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseBody } from "../validation/parse-body.js";
import { parseMessage } from "../validation/parse-message.js";
import { channelForBot } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import type { PermissionName } from "../world/permissions.js";
import { guildChannels, toApiChannel } from "../world/to-api-channel.js";
import { findMessage, permissionsFor, refuseContent, writeAsBot } from "./bot-writing.js";
import { openThread } from "./open-thread.js";

const createLimit = { requests: 10, seconds: 5 };
const starterSchema = z.object({ message: z.unknown().optional() });

const archivedQuery = z.object({
  limit: z.coerce.number().int().min(2).max(100).default(100),
  before: z.iso.datetime({ offset: true }).optional(),
});

export function threadRoutes(services: SandboxServices): Route[] {
  const channelOf = (request: RestRequest, ...needed: PermissionName[]) =>
    channelForBot(services.world(), services.faults, request.param("channel"), ...needed);
  const needsText = ({ type }: Channel) => {
    if (type !== ChannelType.GuildText && type !== ChannelType.GuildAnnouncement)
      throw refuse("notThisChannelType");
  };

  const startFromMessage = (request: RestRequest) => {
    const parent = channelOf(request, "CreatePublicThreads");
    needsText(parent);
    const stored = findMessage(services, parent.id, request.param("message"));
    const body = parseBody(CreateTextThreadWithMessageRequestSchema, request.body);
    if (services.world().channels.has(stored.message.id)) throw refuse("threadExists");
    const thread = openThread(services, parent, stored.message.id, body);
    const flags = (stored.message.flags ?? 0) | MessageFlags.HasThread;
    services.publisher.change(stored, { ...stored.message, flags });
    return created(thread);
  };

  const startPost = (parent: Channel, { body, files }: RestRequest) => {
    const post = parseBody(CreateForumThreadRequestSchema, body);
    const message = parseMessage(messageSchemas.forumStarter, starterSchema.parse(body).message, {
      fileCount: files.length,
      at: ["message"],
    });
    channelForBot(
      services.world(),
      services.faults,
      parent.id,
      ...permissionsFor(message, parent, files.length),
    );
    const tags = (post.applied_tags ?? []).filter((tag) => tag !== null);
    if (parent.requiresTag === true && tags.length === 0) throw refuse("tagRequired");
    refuseContent(services, body);
    const id = services.ids.next();
    const thread = openThread(services, parent, id, post, tags);
    const starter = writeAsBot(services, message, files, { id, channelId: id, permissionsFrom: parent });
    return created({ ...thread, message: starter });
  };

  const start = (request: RestRequest) => {
    const parent = channelOf(request);
    if (parent.type === ChannelType.GuildForum) return startPost(parent, request);
    needsText(parent);
    const body = parseBody(CreateTextThreadWithoutMessageRequestSchema, request.body);
    channelOf(request, "CreatePublicThreads");
    return created(openThread(services, parent, services.ids.next(), body));
  };

  /** Archived posts and threads, the last archived first. */
  const listArchived = (request: RestRequest) => {
    const parent = channelOf(request, "ReadMessageHistory");
    const { limit, before } = parseBody(archivedQuery, Object.fromEntries(request.query));
    const archived = guildChannels(services.world())
      .flatMap((channel) =>
        channel.thread?.archived && channel.thread.parentId === parent.id
          ? [{ channel, at: channel.thread.archivedAt }]
          : [],
      )
      .filter(({ at }) => before === undefined || at < before)
      .sort((a, b) => b.at.localeCompare(a.at));
    const threads = archived.slice(0, limit).map(({ channel }) => toApiChannel(channel, services.world()));
    return ok({ threads, members: [], has_more: archived.length > limit });
  };

  const join = (request: RestRequest) => {
    if (!channelOf(request).thread) throw refuse("notThisChannelType");
    return noContent;
  };

  return [
    {
      method: "POST",
      path: "/channels/:channel/messages/:message/threads",
      access: "bot",
      limit: createLimit,
      handle: startFromMessage,
    },
    { method: "POST", path: "/channels/:channel/threads", access: "bot", limit: createLimit, handle: start },
    { method: "PUT", path: "/channels/:channel/thread-members/@me", access: "bot", handle: join },
    {
      method: "GET",
      path: "/channels/:channel/threads/archived/public",
      access: "bot",
      handle: listArchived,
    },
  ];
}
