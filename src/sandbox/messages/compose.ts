import type { MessageBody } from "discord-api-spec/zod";
import { type APIEmbed, type APIMessage, EmbedType, MessageFlags, MessageType } from "discord-api-types/v10";
import { timestampOf } from "../snowflakes.js";
import type { WorldState } from "../world/create-world.js";
import type { Account } from "../world/entities.js";
import { toApiUser } from "../world/to-api-account.js";
import type { StoredFile } from "./attachments.js";
import { walk, withIds } from "./components.js";
import { type Mentions, mentionsIn } from "./mentions.js";

/** The flags that a bot may set. Discord sets the others. */
const settableFlags =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

export interface ComposeContext {
  readonly world: WorldState;
  readonly author: Account;
  readonly mayMentionAll: boolean;
  readonly mentionsByDefault: readonly string[];
}

/** A new message as Discord returns it. */
export function compose(
  body: MessageBody,
  target: { readonly id: string; readonly channelId: string; readonly files: readonly StoredFile[] },
  context: ComposeContext,
): APIMessage {
  const content = body.content?.trim() ?? "";
  const components = withIds(body.components ?? []);
  return {
    id: target.id,
    channel_id: target.channelId,
    author: toApiUser(context.author),
    content,
    timestamp: timestampOf(target.id),
    edited_timestamp: null,
    tts: body.tts ?? false,
    ...mentionsOf({ content, components }, body, context),
    attachments: target.files.map(({ attachment }) => attachment),
    embeds: embedsOf(body),
    components,
    pinned: false,
    type: MessageType.Default,
    flags: (body.flags ?? 0) & settableFlags,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
  };
}

/** A message after an edit: omitted fields are unchanged, and null empties a field. */
export function edit(
  message: APIMessage,
  body: MessageBody,
  change: { readonly editedAt: string; readonly files: readonly StoredFile[] },
  context: ComposeContext,
): APIMessage {
  const content = body.content === undefined ? message.content : (body.content?.trim() ?? "");
  const components =
    body.components === undefined ? (message.components ?? []) : withIds(body.components ?? []);
  const kept = body.attachments
    ? message.attachments.filter((old) => body.attachments?.some(({ id }) => String(id) === old.id))
    : message.attachments;
  const changeable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  return {
    ...message,
    content,
    components,
    embeds: body.embeds === undefined ? message.embeds : embedsOf(body),
    attachments: [...kept, ...change.files.map(({ attachment }) => attachment)],
    ...mentionsOf({ content, components }, body, context),
    flags: ((message.flags ?? 0) & ~MessageFlags.Loading) | ((body.flags ?? 0) & changeable),
    edited_timestamp: change.editedAt,
  };
}

function mentionsOf(
  { content, components }: Pick<APIMessage, "content" | "components">,
  body: MessageBody,
  { world, mayMentionAll, mentionsByDefault }: ComposeContext,
): Mentions {
  const texts = walk(components ?? []).map(({ component }) => component.content ?? "");
  return mentionsIn([content, ...texts].join("\n"), world, {
    allowed: body.allowed_mentions,
    byDefault: mentionsByDefault,
    mayMentionAll,
  });
}

function embedsOf(body: MessageBody): APIEmbed[] {
  return (body.embeds ?? []).map((embed) => ({ ...embed, type: EmbedType.Rich }));
}
