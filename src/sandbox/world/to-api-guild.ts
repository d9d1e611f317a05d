/** The guild as an object of Discord's API. */
import {
  ChannelType,
  type GatewayGuildCreateDispatchData,
  Locale,
  type RESTGetAPIGuildResult,
} from "discord-api-types/v10";
import type { WorldState } from "./create-world.js";
import type { Channel } from "./entities.js";
import { joinedAt, noFlags, toApiMember, toApiRole } from "./to-api-account.js";
import { guildChannels, threadsOf, toApiGuildChannel } from "./to-api-channel.js";

export function toApiGuild(world: WorldState): RESTGetAPIGuildResult {
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
    roles: [...world.roles.values()].map(toApiRole),
    emojis: [],
    features: [...world.guild.features],
    mfa_level: 0,
    application_id: null,
    system_channel_id: systemChannelOf(world)?.id ?? null,
    system_channel_flags: noFlags,
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

/** The first text channel, where Discord posts its own messages. */
function systemChannelOf(world: WorldState): Channel | undefined {
  return guildChannels(world).find((channel) => channel.type === ChannelType.GuildText);
}

export function toGuildCreate(world: WorldState): GatewayGuildCreateDispatchData {
  const channels = guildChannels(world);
  return {
    ...toApiGuild(world),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: world.people.size + 1,
    voice_states: [],
    members: [toApiMember(world.bot)],
    channels: channels.flatMap((channel) => (channel.thread ? [] : toApiGuildChannel(channel, world))),
    threads: threadsOf(world),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
