import type { MessageBody } from "discord-api-spec/zod";
import { ChannelType, MessageFlags, PermissionFlagsBits as P } from "discord-api-types/v10";
import { fileDescriptions } from "../messages/attachments.js";
import { edit } from "../messages/compose.js";
import type { StoredMessage } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import { noContent, ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseMessage } from "../validation/parse-message.js";
import { botPermissions, channelForBot } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import type { PermissionName } from "../world/permissions.js";
import { botAsAuthor, findMessage, permissionsFor, refuseContent, writeAsBot } from "./bot-writing.js";
import { pageOfMessages } from "./page-of-messages.js";

const messagesPath = "/channels/:channel/messages";
const messagePath = "/channels/:channel/messages/:message";
/** As observed by the community. Discord publishes no number. */
const writeLimit = { requests: 5, seconds: 5 };
const crosspostLimit = { requests: 10, seconds: 3600 };

export function messageRoutes(services: SandboxServices): Route[] {
  const channelOf = (request: RestRequest, ...needed: PermissionName[]) =>
    channelForBot(services.world(), services.faults, request.param("channel"), ...needed);
  const messageOf = (request: RestRequest) =>
    findMessage(services, request.param("channel"), request.param("message"));
  const isOwn = ({ message }: StoredMessage) => message.author.id === services.world().bot.id;

  /** The earlier message with this nonce, if the body enforces it. */
  const messageWithNonce = ({ nonce, enforce_nonce }: MessageBody) => {
    if (!enforce_nonce || nonce === undefined || nonce === null) return undefined;
    const id = services.messages.withNonce(services.world().bot.id, String(nonce));
    if (id === undefined) return undefined;
    const known = services.messages.get(id);
    if (!known) throw refuse("unknownMessage");
    return known.message;
  };

  /** Direct messages are only for people who take them, and who know the bot. */
  const refuseStranger = ({ recipientId }: Channel) => {
    if (recipientId === undefined) return;
    const { botInGuild, people, userInstalls } = services.world();
    if (people.get(recipientId)?.closedDms) throw refuse("closedDirectMessages");
    if (!botInGuild && !userInstalls.has(recipientId)) throw refuse("noMutualGuild");
  };

  const create = (request: RestRequest) => {
    const channel = channelOf(request);
    if (channel.type === ChannelType.GuildForum) throw refuse("notThisChannelType");
    const { files } = request;
    const body = parseMessage(messageSchemas.create, request.body, { fileCount: files.length });
    channelOf(request, ...permissionsFor(body, channel, files.length));
    refuseStranger(channel);
    refuseContent(services, request.body);
    if (channel.thread?.locked) throw refuse("threadArchived");
    const before = messageWithNonce(body);
    if (before) return ok(before);

    if (channel.thread) channel.thread.archived = false;
    const id = services.ids.next();
    const message = writeAsBot(services, body, files, {
      id,
      channelId: channel.id,
      permissionsFrom: channel,
    });
    if (body.nonce !== undefined && body.nonce !== null) {
      services.messages.rememberNonce(message.author.id, String(body.nonce), id);
    }
    return ok(message);
  };

  const list = (request: RestRequest) => {
    const channel = channelOf(request);
    if (!(botPermissions(services.world(), services.faults, channel) & P.ReadMessageHistory)) return ok([]);
    const visible = services.messages.in(channel.id).filter(({ onlyFor }) => onlyFor === undefined);
    const page = pageOfMessages(
      visible.map(({ message }) => message),
      request.query,
    );
    return ok(services.faults.shufflesPages() ? shuffled(page) : page);
  };

  const change = (request: RestRequest) => {
    const channel = channelOf(request);
    const stored = messageOf(request);
    if (!isOwn(stored)) throw refuse("notYourMessage");
    const body = parseMessage(messageSchemas.edit, request.body, {
      before: stored.message,
      fileCount: request.files.length,
    });
    const next = edit(
      stored.message,
      body,
      {
        editedAt: new Date(services.now()).toISOString(),
        files: services.attachments.add(request.files, fileDescriptions(body)),
      },
      botAsAuthor(services, channel),
    );
    return ok(services.publisher.change(stored, next).message);
  };

  const remove = (request: RestRequest) => {
    channelOf(request);
    const stored = messageOf(request);
    if (!isOwn(stored)) channelOf(request, "ManageMessages");
    services.publisher.remove(stored);
    return noContent;
  };

  const crosspost = (request: RestRequest) => {
    const channel = channelOf(request, "SendMessages");
    if (channel.type !== ChannelType.GuildAnnouncement) throw refuse("notThisChannelType");
    const stored = messageOf(request);
    if (!isOwn(stored)) channelOf(request, "ManageMessages");
    const flags = stored.message.flags ?? 0;
    if (flags & MessageFlags.Crossposted) throw refuse("alreadyCrossposted");
    const published = { ...stored.message, flags: flags | MessageFlags.Crossposted };
    return ok(services.publisher.change(stored, published).message);
  };

  const get = (request: RestRequest) => {
    channelOf(request, "ReadMessageHistory");
    return ok(messageOf(request).message);
  };

  return [
    { method: "POST", path: messagesPath, access: "bot", limit: writeLimit, handle: create },
    { method: "GET", path: messagesPath, access: "bot", handle: list },
    { method: "GET", path: messagePath, access: "bot", handle: get },
    { method: "PATCH", path: messagePath, access: "bot", limit: writeLimit, handle: change },
    { method: "DELETE", path: messagePath, access: "bot", handle: remove },
    {
      method: "POST",
      path: `${messagePath}/crosspost`,
      access: "bot",
      limit: crosspostLimit,
      handle: crosspost,
    },
  ];
}

/** In another order than Discord's, the same at each call. */
function shuffled<T>(page: readonly T[]): T[] {
  const even = page.filter((_, index) => index % 2 === 0);
  const odd = page.filter((_, index) => index % 2 === 1);
  return [...odd, ...even.reverse()];
}
