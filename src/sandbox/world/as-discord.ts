/** How Discord shows the entities: the objects of its API, with the fields that clients rely on. */
import {
  type APIAnnouncementThreadChannel,
  type APIChannel,
  type APIDMChannel,
  type APIGuildForumChannel,
  type APIGuildMember,
  type APINewsChannel,
  type APIPublicThreadChannel,
  type APIRole,
  type APITextChannel,
  type APIUser,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  GuildFeature,
  Locale,
  OverwriteType,
  type RESTGetAPIGuildResult,
} from "discord-api-types/v10";
import { timestampOf } from "../snowflakes.js";
import type { WorldState } from "./create-world.js";
import type { Account, Channel, Role, Thread } from "./entities.js";

/** Typed as a number because the flags' enums have no name for nothing. */
const NO_FLAGS: number = 0;
type ThreadChannel = APIPublicThreadChannel | APIAnnouncementThreadChannel;
const JOINED = "2026-01-01T00:00:00.000000+00:00";

export function asUser(account: Account): APIUser {
  return {
    id: account.id,
    username: account.name.toLowerCase(),
    global_name: account.bot ? null : account.name,
    discriminator: account.bot ? "0001" : "0",
    avatar: null,
    ...(account.bot ? { bot: true } : {}),
  };
}

export function asMember(account: Account): APIGuildMember {
  return {
    user: asUser(account),
    roles: [...account.roleIds],
    joined_at: JOINED,
    deaf: false,
    mute: false,
    flags: NO_FLAGS,
    pending: false,
    nick: null,
    avatar: null,
    premium_since: null,
    communication_disabled_until: null,
  };
}

export function asRole(role: Role, position: number): APIRole {
  const color = Number.parseInt(role.colour.slice(1), 16);
  return {
    id: role.id,
    name: role.name,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(role.permissions),
    managed: role.managed,
    mentionable: role.mentionable,
    flags: NO_FLAGS,
  };
}

/** A channel of any kind. Discord leaves out what a kind does not have; so do we. */
export function asChannel(channel: Channel, world: WorldState): APIChannel {
  if (channel.recipientId !== undefined) return asDirectMessages(channel, channel.recipientId, world);
  return channel.thread ? asThread(channel, channel.thread, world) : asServerChannel(channel, world);
}

function asDirectMessages(channel: Channel, recipientId: string, world: WorldState): APIDMChannel {
  const recipient = world.people.get(recipientId);
  return {
    id: channel.id,
    type: ChannelType.DM,
    name: null,
    last_message_id: null,
    ...(recipient ? { recipients: [asUser(recipient)] } : {}),
  };
}

function asServerChannel(
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
    flags: NO_FLAGS,
    permission_overwrites: channel.overwrites.map((overwrite) => ({
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
        available_tags: [],
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

function asThread(channel: Channel, thread: Thread, world: WorldState): ThreadChannel {
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
    flags: NO_FLAGS,
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

/** Server channels and threads: what GUILD_CREATE and the guild's lists tell of. */
export function guildChannels(world: WorldState): Channel[] {
  return [...world.channels.values()].filter((channel) => channel.recipientId === undefined);
}

export function asGuild(world: WorldState): RESTGetAPIGuildResult {
  return {
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: world.guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...world.roles.values()].map(asRole),
    emojis: [],
    features: [GuildFeature.News, GuildFeature.Community],
    mfa_level: 0,
    application_id: null,
    system_channel_id: systemChannelOf(world)?.id ?? null,
    system_channel_flags: NO_FLAGS,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: Locale.EnglishUS,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    stickers: [],
    incidents_data: null,
    hub_type: null,
    region: "deprecated",
    approximate_member_count: world.people.size + 1,
    approximate_presence_count: world.people.size + 1,
  };
}

/** Where Discord's own notices go: the first text channel. */
function systemChannelOf(world: WorldState): Channel | undefined {
  return guildChannels(world).find((channel) => channel.type === ChannelType.GuildText);
}

export function asGuildCreate(world: WorldState): GatewayGuildCreateDispatchData {
  const channels = guildChannels(world);
  return {
    ...asGuild(world),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: world.people.size + 1,
    voice_states: [],
    members: [asMember(world.bot)],
    channels: channels.flatMap((channel) => (channel.thread ? [] : asServerChannel(channel, world))),
    threads: threadsOf(world),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The threads that are not archived. */
export function threadsOf(world: WorldState): ThreadChannel[] {
  return guildChannels(world).flatMap((channel) =>
    channel.thread && !channel.thread.archived ? asThread(channel, channel.thread, world) : [],
  );
}

/** The bot's application, as far as it is told about itself. */
export function asApplication(world: WorldState) {
  return {
    id: world.bot.id,
    name: world.bot.name,
    icon: null,
    description: "",
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    owner: null,
    team: null,
    bot: asUser(world.bot),
    approximate_guild_count: world.botInGuild ? 1 : 0,
    integration_types_config: { 0: {}, 1: {} },
  };
}
