import { Client, GatewayIntentBits, Options } from "discord.js";

/** Keeps only the bot itself in a cache that would otherwise grow with every user. */
const onlyItself = {
  maxSize: 1,
  keepOverLimit: (entry: { id: string; client: Client }) => entry.id === entry.client.user?.id,
};

/**
 * The discord.js client as Paperboy uses it: one intent (interactions need none; *Guilds* reports removed servers and
 * channels), no mentions unless a message allows them itself, and no cache that answers do not need. Servers, channels
 * and roles have to be cached: discord.js does not work without.
 *
 * @param rest the REST API's address, where it is not Discord's own: in the sandbox.
 */
export function createClient(rest?: { readonly api: string }): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: onlyItself,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: onlyItself,
      VoiceStateManager: 0,
    }),
    ...(rest === undefined ? {} : { rest }),
  });
}
