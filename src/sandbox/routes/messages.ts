import type { MessageBody } from "discord-api-spec/zod";
import { ChannelType, MessageFlags, PermissionFlagsBits as P } from "discord-api-types/v10";
import type { House } from "../house.js";
import { describedIn } from "../messages/attachments.js";
import { edit } from "../messages/compose.js";
import type { Stored } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import { NOTHING, ok, type RestRequest, type Route } from "../rest/route.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseMessage } from "../validation/parse-message.js";
import { botPermissions, channelForBot } from "../world/bot-view.js";
import type { PermissionName } from "../world/permissions.js";
import { botAsAuthor, findMessage, permissionsFor, writeAsBot } from "./bot-writing.js";
import { pageOf } from "./message-page.js";

const PATH = "/channels/:channel/messages";
const ONE = "/channels/:channel/messages/:message";
/** What the community has seen; Discord publishes no number. */
const WRITES = { requests: 5, seconds: 5 };
const CROSSPOSTS = { requests: 10, seconds: 3600 };

export function messageRoutes(house: House): Route[] {
  const channelOf = (request: RestRequest, ...needed: PermissionName[]) =>
    channelForBot(house.world(), house.faults, request.param("channel"), ...needed);
  const messageOf = (request: RestRequest) =>
    findMessage(house, request.param("channel"), request.param("message"));
  const isOwn = ({ message }: Stored) => message.author.id === house.world().bot.id;

  /** The message that was made with this nonce before, where the body asks for that. */
  const madeBefore = ({ nonce, enforce_nonce }: MessageBody) => {
    if (!enforce_nonce || nonce === undefined || nonce === null) return undefined;
    const id = house.messages.withNonce(house.world().bot.id, String(nonce));
    if (id === undefined) return undefined;
    const known = house.messages.get(id);
    if (!known) throw refuse("unknownMessage");
    return known.message;
  };

  const create = (request: RestRequest) => {
    const channel = channelOf(request);
    if (channel.type === ChannelType.GuildForum) throw refuse("notThisChannelType");
    const { files } = request;
    const body = parseMessage(messageSchemas.create, request.body, { fileCount: files.length });
    channelOf(request, ...permissionsFor(body, channel, files.length));
    if (channel.thread?.locked) throw refuse("threadArchived");
    const before = madeBefore(body);
    if (before) return ok(before);

    if (channel.thread) channel.thread.archived = false;
    const id = house.ids.next();
    const message = writeAsBot(house, body, files, { id, channelId: channel.id, permissionsFrom: channel });
    if (body.nonce !== undefined && body.nonce !== null) {
      house.messages.rememberNonce(message.author.id, String(body.nonce), id);
    }
    return ok(message);
  };

  const list = (request: RestRequest) => {
    const channel = channelOf(request);
    if (!(botPermissions(house.world(), house.faults, channel) & P.ReadMessageHistory)) return ok([]);
    const visible = house.messages.in(channel.id).filter(({ onlyFor }) => onlyFor === undefined);
    return ok(
      pageOf(
        visible.map(({ message }) => message),
        request.query,
      ),
    );
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
        editedAt: new Date(house.now()).toISOString(),
        files: house.attachments.add(request.files, describedIn(body)),
      },
      botAsAuthor(house, channel),
    );
    return ok(house.messenger.change(stored, next).message);
  };

  const remove = (request: RestRequest) => {
    channelOf(request);
    const stored = messageOf(request);
    if (!isOwn(stored)) channelOf(request, "ManageMessages");
    house.messenger.remove(stored);
    return NOTHING;
  };

  const crosspost = (request: RestRequest) => {
    const channel = channelOf(request, "SendMessages");
    if (channel.type !== ChannelType.GuildAnnouncement) throw refuse("notThisChannelType");
    const stored = messageOf(request);
    if (!isOwn(stored)) channelOf(request, "ManageMessages");
    const flags = stored.message.flags ?? 0;
    if (flags & MessageFlags.Crossposted) throw refuse("alreadyCrossposted");
    const published = { ...stored.message, flags: flags | MessageFlags.Crossposted };
    return ok(house.messenger.change(stored, published).message);
  };

  const get = (request: RestRequest) => {
    channelOf(request, "ReadMessageHistory");
    return ok(messageOf(request).message);
  };

  return [
    { method: "POST", path: PATH, access: "bot", limit: WRITES, handle: create },
    { method: "GET", path: PATH, access: "bot", handle: list },
    { method: "GET", path: ONE, access: "bot", handle: get },
    { method: "PATCH", path: ONE, access: "bot", limit: WRITES, handle: change },
    { method: "DELETE", path: ONE, access: "bot", handle: remove },
    { method: "POST", path: `${ONE}/crosspost`, access: "bot", limit: CROSSPOSTS, handle: crosspost },
  ];
}
