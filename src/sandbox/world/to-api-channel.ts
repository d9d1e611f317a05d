/** Channels as objects of Discord's API, with the fields that clients use. */
import {
  type APIAnnouncementThreadChannel,
  type APIChannel,
  type APIDMChannel,
  type APIGuildForumChannel,
  type APINewsChannel,
  type APIPublicThreadChannel,
  type APITextChannel,
  ChannelFlags,
  ChannelType,
  OverwriteType,
} from "discord-api-types/v10";
import { timestampOf } from "../snowflakes.js";
import type { WorldState } from "./create-world.js";
import type { Channel, Overwrite, Thread } from "./entities.js";
import { noFlags, toApiUser } from "./to-api-account.js";

type ThreadChannel = APIPublicThreadChannel | APIAnnouncementThreadChannel;

/** A channel of any kind, with the fields of that kind only. */
export function toApiChannel(channel: Channel, world: WorldState): APIChannel {
  if (channel.recipientId !== undefined) return toApiDirectMessages(channel, channel.recipientId, world);
  return channel.thread ? toApiThread(channel, channel.thread, world) : toApiGuildChannel(channel, world);
}

function toApiDirectMessages(channel: Channel, recipientId: string, world: WorldState): APIDMChannel {
  const recipient = world.people.get(recipientId);
  return {
    id: channel.id,
    type: ChannelType.DM,
    name: null,
    last_message_id: null,
    ...(recipient ? { recipients: [toApiUser(recipient)] } : {}),
  };
}

export function toApiGuildChannel(
  channel: Channel,
  world: WorldState,
): APITextChannel | APINewsChannel | APIGuildForumChannel {
  const shared = {
    id: channel.id,
    guild_id: world.guild.id,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: noFlags,
    permission_overwrites: effectiveOverwrites(channel, world).map((overwrite) => ({
      id: overwrite.targetId,
      type: overwrite.targetType === "role" ? OverwriteType.Role : OverwriteType.Member,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
  };
  switch (channel.type) {
    case ChannelType.GuildForum:
      return {
        ...shared,
        type: ChannelType.GuildForum,
        flags: channel.requiresTag ? ChannelFlags.RequireTag : noFlags,
        available_tags: (channel.tags ?? []).map(({ id, name }) => ({
          id,
          name,
          moderated: false,
          emoji_id: null,
          emoji_name: null,
        })),
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: 0,
      };
    case ChannelType.GuildAnnouncement:
      return { ...shared, type: ChannelType.GuildAnnouncement };
    default:
      return { ...shared, type: ChannelType.GuildText };
  }
}

/** With the one that denies the bot what faults take from it. */
function effectiveOverwrites(
  { overwrites, withheld = 0n }: Channel,
  { bot }: WorldState,
): readonly Overwrite[] {
  if (withheld === 0n) return overwrites;
  const own = overwrites.find(({ targetId }) => targetId === bot.id);
  const denied: Overwrite = {
    targetId: bot.id,
    targetType: "member",
    allow: (own?.allow ?? 0n) & ~withheld,
    deny: (own?.deny ?? 0n) | withheld,
  };
  return [...overwrites.filter((other) => other !== own), denied];
}

function toApiThread(channel: Channel, thread: Thread, world: WorldState): ThreadChannel {
  const parent = world.channels.get(thread.parentId);
  const shared = {
    id: channel.id,
    guild_id: world.guild.id,
    name: channel.name,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    last_message_id: null,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    flags: noFlags,
    applied_tags: [...thread.appliedTags],
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archivedAt,
      create_timestamp: timestampOf(channel.id),
    },
  };
  return parent?.type === ChannelType.GuildAnnouncement
    ? { ...shared, type: ChannelType.AnnouncementThread }
    : { ...shared, type: ChannelType.PublicThread };
}

/** The guild's channels and threads. */
export function guildChannels(world: WorldState): Channel[] {
  return [...world.channels.values()].filter((channel) => channel.recipientId === undefined);
}

/** The active threads. */
export function threadsOf(world: WorldState): ThreadChannel[] {
  return guildChannels(world).flatMap((channel) =>
    channel.thread && !channel.thread.archived ? toApiThread(channel, channel.thread, world) : [],
  );
}
