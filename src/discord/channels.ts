import { ChannelFlags, ChannelType, type Client, PermissionFlagsBits, PermissionsBitField } from "discord.js";
import type { ChannelKind, SubscriptionSettings } from "../store/subscription.js";

/** What is known of channels from the gateway, without a request. */
export interface Channels {
  /** `null` for a channel that cannot receive announcements, that the bot cannot see, or of another server. */
  readonly kindOf: (guildId: string, channelId: string) => ChannelKind | null;
  /** A channel's name; null where the bot cannot see it. */
  readonly nameOf: (guildId: string, channelId: string) => string | null;
  /** Whether the server has this role. */
  readonly hasRole: (guildId: string, roleId: string) => boolean;
  /** Whether a role was deleted: false also where the server is not known at the moment. */
  readonly hasLostRole: (guildId: string, roleId: string) => boolean;
  /** The tags of a forum; null for any other channel. */
  readonly tagsOf: (guildId: string, channelId: string) => ForumTags | null;
  /** The permissions that these settings need and the bot lacks, by the names that Discord shows. */
  readonly missingFor: (settings: Placement) => string[];
  /** A server's channels that can receive announcements. */
  readonly announcingIn: (guildId: string) => { readonly id: string; readonly name: string }[];
  /** The channel for notices to a server: its system channel, else the first that the bot can write in. */
  readonly noticeChannel: (guildId: string) => string | null;
}

export interface ForumTags {
  /** Those that the bot may use, in the forum's order. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  /** Whether each post must have one. */
  readonly isRequired: boolean;
}

/** The settings that decide which permissions are needed. */
type Placement = Pick<SubscriptionSettings, "channelId" | "channelKind" | "thread" | "mentionRoleId">;

/** The kinds of channel that can receive announcements. */
export const announcingChannels = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
] as const;

export function createChannels(client: Client): Channels {
  function missing(channelId: string, needed: bigint): string[] {
    const channel = client.channels.cache.get(channelId);
    if (channel === undefined || channel.isDMBased() || client.user === null) return [];
    const held = channel.permissionsFor(client.user) ?? new PermissionsBitField();
    return held.missing(needed).map(permissionName);
  }

  function channelOf(guildId: string, channelId: string) {
    return client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
  }

  /** Unmentionable roles need Mention Everyone. */
  function isMentionable(channelId: string, roleId: string): boolean {
    const channel = client.channels.cache.get(channelId);
    if (channel === undefined || channel.isDMBased()) return true;
    return channel.guild.roles.cache.get(roleId)?.mentionable ?? true;
  }

  return {
    missingFor({ channelId, channelKind, thread, mentionRoleId }) {
      const mention =
        mentionRoleId !== null && !isMentionable(channelId, mentionRoleId)
          ? PermissionFlagsBits.MentionEveryone
          : 0n;
      return missing(channelId, neededPermissions(channelKind, thread) | mention);
    },
    announcingIn(guildId) {
      const channels = [...(client.guilds.cache.get(guildId)?.channels.cache.values() ?? [])];
      return channels
        .filter(({ type }) => announcingChannels.some((announcing) => announcing === type))
        .map(({ id, name }) => ({ id, name }));
    },
    noticeChannel(guildId) {
      const guild = client.guilds.cache.get(guildId);
      const bot = client.user;
      if (guild === undefined || bot === null) return null;
      const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
      const channels = [guild.systemChannel, ...guild.channels.cache.values()];
      const usable = channels.find(
        (channel) => channel?.isTextBased() === true && channel.permissionsFor(bot)?.has(needed) === true,
      );
      return usable?.id ?? null;
    },
    nameOf: (guildId, channelId) => channelOf(guildId, channelId)?.name ?? null,
    hasLostRole(guildId, roleId) {
      const guild = client.guilds.cache.get(guildId);
      return guild?.available === true && !guild.roles.cache.has(roleId);
    },
    tagsOf(guildId, channelId) {
      const forum = channelOf(guildId, channelId);
      if (forum?.type !== ChannelType.GuildForum || client.user === null) return null;
      const mayModerate = forum.permissionsFor(client.user)?.has(PermissionFlagsBits.ManageThreads) === true;
      const tags = forum.availableTags.filter(({ moderated }) => mayModerate || !moderated);
      return {
        tags: tags.map(({ id, name }) => ({ id, name })),
        isRequired: forum.flags.has(ChannelFlags.RequireTag),
      };
    },
    hasRole: (guildId, roleId) => client.guilds.cache.get(guildId)?.roles.cache.has(roleId) === true,
    kindOf(guildId, channelId) {
      switch (channelOf(guildId, channelId)?.type) {
        case ChannelType.GuildText:
          return "text";
        case ChannelType.GuildAnnouncement:
          return "announcement";
        case ChannelType.GuildForum:
          return "forum";
        default:
          return null;
      }
    },
  };
}

/** Publishing one's own messages needs no further permission. */
function neededPermissions(channelKind: ChannelKind, thread: boolean): bigint {
  return (
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.EmbedLinks |
    PermissionFlagsBits.ReadMessageHistory |
    (thread && channelKind !== "forum" ? PermissionFlagsBits.CreatePublicThreads : 0n) |
    (thread || channelKind === "forum" ? PermissionFlagsBits.SendMessagesInThreads : 0n)
  );
}

/** `ReadMessageHistory` is *Read Message History*. */
function permissionName(flag: string): string {
  return flag.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}
