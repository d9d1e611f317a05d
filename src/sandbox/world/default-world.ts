import { ChannelType, type GuildFeature, PermissionFlagsBits as P } from "discord-api-types/v10";

export interface WorldSeed {
  readonly server: string;
  readonly bot: string;
  readonly channels: readonly ChannelSeed[];
  readonly people: readonly PersonSeed[];
  /** The server's features. @default an announcement channel and a community */
  readonly features?: readonly GuildFeature[];
  /** The application's id, where it is not the bot's: that of applications from before 2016. */
  readonly applicationId?: string;
}

export interface ChannelSeed {
  readonly name: string;
  readonly type?: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildForum;
  readonly topic?: string;
  /** Only administrators and the bot can write. */
  readonly readOnly?: boolean;
  /** Only administrators and the bot can view it. */
  readonly private?: boolean;
  /** Of a forum: the names of its tags. */
  readonly tags?: readonly string[];
  /** Of a forum: each post must have a tag. */
  readonly requiresTag?: boolean;
}

export interface PersonSeed {
  readonly name: string;
  readonly admin?: boolean;
  /** `#rrggbb` */
  readonly colour?: string;
}

export const defaultWorld: WorldSeed = {
  server: "Paperboy's sandbox",
  bot: "Paperboy",
  channels: [
    { name: "general", topic: "Say hello. Type / to see what the bot can do." },
    { name: "papers", topic: "Find papers, share papers." },
    { name: "reading-group", topic: "What we read this week." },
    { name: "announcements", type: ChannelType.GuildAnnouncement, topic: "What is new.", readOnly: true },
    { name: "paper-talk", type: ChannelType.GuildForum, topic: "One post a paper." },
  ],
  people: [
    { name: "Mira", colour: "#e0607e" },
    { name: "Ada", admin: true, colour: "#4f8a8b" },
    { name: "Jun", colour: "#c98a1b" },
  ],
};

/** The permissions of @everyone in a new guild. */
export const everyonePermissions =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.UseApplicationCommands |
  P.UseExternalApps |
  P.UseExternalEmojis;

/** The permissions in the bot's invitation. */
export const invitePermissions =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles;
