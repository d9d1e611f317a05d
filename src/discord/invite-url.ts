import { OAuth2Scopes, PermissionFlagsBits } from "discord-api-types/v10";

/**
 * The permissions the bot needs in a server. Answering commands needs none; announcements need to see a channel and to
 * write in it, also in threads, with embeds; finding a message whose reply was lost needs the channel's history.
 */
export const neededPermissions = {
  "View Channels": PermissionFlagsBits.ViewChannel,
  "Send Messages": PermissionFlagsBits.SendMessages,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
  "Create Public Threads": PermissionFlagsBits.CreatePublicThreads,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
} as const;

/** The page on which an admin adds the bot to a server, with only the permissions that it needs. */
export function inviteUrl(applicationId: string): string {
  const permissions = Object.values(neededPermissions).reduce((all, one) => all | one, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: String(permissions),
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(" "),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
