/** Shared by all routes that write the bot's messages: in channels, threads and forum posts. */
import type { MessageBody } from "discord-api-spec/zod";
import {
  type APIMessage,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as P,
} from "discord-api-types/v10";
import { fileDescriptions } from "../messages/attachments.js";
import { type ComposeContext, compose } from "../messages/compose.js";
import type { StoredMessage } from "../messages/message-store.js";
import { Refusal, refuse } from "../rest/refusal.js";
import type { Upload } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { botPermissions } from "../world/bot-view.js";
import type { Channel } from "../world/entities.js";
import type { PermissionName } from "../world/permissions.js";

/** The permissions that this message requires. */
export function permissionsFor(body: MessageBody, channel: Channel, fileCount: number): PermissionName[] {
  return [
    channel.thread ? "SendMessagesInThreads" : "SendMessages",
    ...(body.embeds?.length ? (["EmbedLinks"] as const) : []),
    ...(fileCount > 0 ? (["AttachFiles"] as const) : []),
  ];
}

/** @throws Refusal where a fault refuses this content. */
export function refuseContent({ faults }: SandboxServices, body: unknown): void {
  const fault = faults.refusedContent(() => JSON.stringify(body ?? null));
  if (fault === undefined) return;
  const { status = 400, code = 200_000 } = fault;
  throw new Refusal(status, code, "Message was blocked by automatic moderation");
}

/** The bot as an author, who may notify anyone that `allowed_mentions` and its permissions allow. */
export function botAsAuthor(services: SandboxServices, channel: Channel): ComposeContext {
  return {
    world: services.world(),
    author: services.world().bot,
    mayMentionAll: Boolean(botPermissions(services.world(), services.faults, channel) & P.MentionEveryone),
    mentionsByDefault: ["users", "roles", "everyone"],
  };
}

/**
 * Writes the bot's message.
 *
 * @param at `permissionsFrom` is the channel whose permissions apply: for a forum post, the forum.
 */
export function writeAsBot(
  services: SandboxServices,
  body: MessageBody,
  files: readonly Upload[],
  at: { readonly id: string; readonly channelId: string; readonly permissionsFrom: Channel },
): APIMessage {
  const target = {
    id: at.id,
    channelId: at.channelId,
    files: services.attachments.add(files, fileDescriptions(body)),
  };
  // Only answers to interactions can be ephemeral.
  const flags = (body.flags ?? 0) & ~MessageFlags.Ephemeral;
  const message = {
    ...compose({ ...body, flags }, target, botAsAuthor(services, at.permissionsFrom)),
    ...referenceOf(services, body, at.channelId),
  };
  return services.publisher.post({ message }).message;
}

/** A message in a channel, as visible to the bot: without ephemeral ones. */
export function findMessage(services: SandboxServices, channelId: string, id: string): StoredMessage {
  const stored = services.messages.get(id);
  if (!stored || stored.onlyFor !== undefined || stored.message.channel_id !== channelId) {
    throw refuse("unknownMessage");
  }
  return stored;
}

function referenceOf(services: SandboxServices, body: MessageBody, channelId: string): Partial<APIMessage> {
  const to = body.message_reference;
  if (!to?.message_id) return {};
  if (to.fail_if_not_exists === false && !services.messages.get(to.message_id)) return {};
  const { message } = findMessage(services, channelId, to.message_id);
  return {
    type: MessageType.Reply,
    message_reference: { type: MessageReferenceType.Default, message_id: message.id, channel_id: channelId },
    referenced_message: message,
  };
}
