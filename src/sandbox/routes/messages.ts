import {
  type MessageBody,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from "discord-api-spec/zod";
import { type APIMessage, ChannelType, MessageFlags, PermissionFlagsBits as P } from "discord-api-types/v10";
import type { House } from "../house.js";
import { type ComposeContext, compose, edit } from "../messages/compose.js";
import type { Stored } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import { NOTHING, ok, type RestRequest, type Route } from "../rest/route.js";
import { parseMessage } from "../validation/parse-message.js";
import { botPermissions, channelForBot } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import type { PermissionName } from "../world/permissions.js";
import { pageOf } from "./message-page.js";

const PATH = "/channels/:channel/messages";
const ONE = "/channels/:channel/messages/:message";
/** What the community has seen; Discord publishes no number. */
const WRITES = { requests: 5, seconds: 5 };
const CROSSPOSTS = { requests: 10, seconds: 3600 };

export function messageRoutes(house: House): Route[] {
  const channelOf = (request: RestRequest, ...needed: PermissionName[]) =>
    channelForBot(house.world(), house.faults, request.param("channel"), ...needed);

  /** A message that the bot can see: not one of another application's ephemeral answers, and not its own either. */
  const messageIn = (channel: Channel, id: string): Stored => {
    const stored = house.messages.get(id);
    if (!stored || stored.onlyFor !== undefined || stored.message.channel_id !== channel.id) {
      throw refuse("unknownMessage");
    }
    return stored;
  };
  const contextFor = (channel: Channel): ComposeContext => ({
    world: house.world(),
    author: house.world().bot,
    mayMentionAll: Boolean(botPermissions(house.world(), house.faults, channel) & P.MentionEveryone),
    mentionsByDefault: ["users", "roles", "everyone"],
  });

  return [
    {
      method: "POST",
      path: PATH,
      access: "bot",
      limit: WRITES,
      handle: (request) => {
        const channel = channelOf(request);
        if (channel.type === ChannelType.GuildForum) throw refuse("notThisChannelType");
        const body = parseMessage(MessageCreateRequestSchema, request.body, {
          fileCount: request.files.length,
        });
        channelOf(request, ...permissionsFor(body, channel, request.files.length));
        if (channel.thread?.locked) throw refuse("threadArchived");
        if (channel.thread?.archived) channel.thread.archived = false;

        const author = house.world().bot.id;
        const nonce = body.nonce === undefined || body.nonce === null ? undefined : String(body.nonce);
        const first =
          body.enforce_nonce && nonce !== undefined ? house.messages.withNonce(author, nonce) : undefined;
        if (first !== undefined) {
          const known = house.messages.get(first);
          if (!known) throw refuse("unknownMessage");
          return ok(known.message);
        }
        const reference = referenceOf(body, channel, house);
        const message: APIMessage = {
          ...compose(
            body,
            {
              id: house.ids.next(),
              channelId: channel.id,
              files: house.attachments.add(request.files, describedIn(body)),
            },
            contextFor(channel),
          ),
          ...reference,
        };
        if (nonce !== undefined) house.messages.rememberNonce(author, nonce, message.id);
        return ok(house.messenger.post({ message }).message);
      },
    },
    {
      method: "GET",
      path: PATH,
      access: "bot",
      handle: (request) => {
        const channel = channelOf(request);
        const permissions = botPermissions(house.world(), house.faults, channel);
        if (!(permissions & P.ReadMessageHistory)) return ok([]);
        const visible = house.messages
          .in(channel.id)
          .flatMap(({ message, onlyFor }) => (onlyFor === undefined ? message : []));
        return ok(pageOf(visible, request.query));
      },
    },
    {
      method: "GET",
      path: ONE,
      access: "bot",
      handle: (request) =>
        ok(messageIn(channelOf(request, "ReadMessageHistory"), request.param("message")).message),
    },
    {
      method: "PATCH",
      path: ONE,
      access: "bot",
      limit: WRITES,
      handle: (request) => {
        const channel = channelOf(request);
        const stored = messageIn(channel, request.param("message"));
        if (stored.message.author.id !== house.world().bot.id) throw refuse("notYourMessage");
        const body = parseMessage(MessageEditRequestPartialSchema, request.body, {
          before: stored.message,
          fileCount: request.files.length,
        });
        const change = {
          editedAt: new Date(house.now()).toISOString(),
          files: house.attachments.add(request.files, describedIn(body)),
        };
        return ok(
          house.messenger.change(stored, edit(stored.message, body, change, contextFor(channel))).message,
        );
      },
    },
    {
      method: "DELETE",
      path: ONE,
      access: "bot",
      handle: (request) => {
        const channel = channelOf(request);
        const stored = messageIn(channel, request.param("message"));
        if (stored.message.author.id !== house.world().bot.id) channelOf(request, "ManageMessages");
        house.messenger.remove(stored);
        return NOTHING;
      },
    },
    {
      method: "POST",
      path: `${ONE}/crosspost`,
      access: "bot",
      limit: CROSSPOSTS,
      handle: (request) => {
        const channel = channelOf(request, "SendMessages");
        if (channel.type !== ChannelType.GuildAnnouncement) throw refuse("notThisChannelType");
        const stored = messageIn(channel, request.param("message"));
        if (stored.message.author.id !== house.world().bot.id) channelOf(request, "ManageMessages");
        const flags = stored.message.flags ?? 0;
        if (flags & MessageFlags.Crossposted) throw refuse("alreadyCrossposted");
        return ok(
          house.messenger.change(stored, { ...stored.message, flags: flags | MessageFlags.Crossposted })
            .message,
        );
      },
    },
  ];
}

/** What the bot needs to write this message there. */
export function permissionsFor(body: MessageBody, channel: Channel, fileCount: number): PermissionName[] {
  return [
    channel.thread ? "SendMessagesInThreads" : "SendMessages",
    ...(body.embeds?.length ? (["EmbedLinks"] as const) : []),
    ...(fileCount > 0 ? (["AttachFiles"] as const) : []),
  ];
}

export function describedIn(body: MessageBody): { id: string | number; description?: string | null }[] {
  return (body.attachments ?? []).map(({ id, ...rest }) => ({
    id,
    description: "description" in rest && typeof rest.description === "string" ? rest.description : null,
  }));
}

function referenceOf(body: MessageBody, channel: Channel, house: House): Partial<APIMessage> {
  const to = body.message_reference;
  if (!to?.message_id) return {};
  const known = house.messages.get(to.message_id);
  if (!known || known.onlyFor !== undefined || known.message.channel_id !== channel.id) {
    if (to.fail_if_not_exists === false) return {};
    throw refuse("unknownMessage");
  }
  return {
    type: 19,
    message_reference: { type: 0, message_id: to.message_id, channel_id: channel.id },
    referenced_message: known.message,
  };
}
