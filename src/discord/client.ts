import { Client, GatewayIntentBits, Options } from "discord.js";

/** Keeps only the bot itself of a cache that would otherwise hold everybody it has seen. */
const onlyItself = {
  maxSize: 1,
  keepOverLimit: (entry: { id: string; client: Client }) => entry.id === entry.client.user?.id,
};

/**
 * The discord.js client as Paperboy uses it: one intent (interactions need none; *Guilds* tells of servers and
 * channels that go away), nobody can be mentioned unless a message says so itself, and nothing is remembered that no
 * answer is made from. Servers, channels and roles have to stay: discord.js does not work without.
 *
 * @param rest where the REST API is, when not at Discord: in the sandbox.
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
