import {
  type CacheFactory,
  Client,
  GatewayIntentBits,
  LimitedCollection,
  Options,
  type RESTOptions,
} from "discord.js";
import type { Shards } from "../config/shards.js";
import { GuardedSharding, type ShardWatch } from "./guarded-sharding.js";

/** Keeps only the bot itself in a cache that would otherwise grow with every user. */
const onlyItself = {
  maxSize: 1,
  keepOverLimit: (entry: { id: string; client: Client }) => entry.id === entry.client.user?.id,
};

const limited = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: onlyItself,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: onlyItself,
  VoiceStateManager: 0,
});

/** Every cache that keeps nothing: each channel has several, and thousands of servers have a hundred thousand channels. */
const nothing = new LimitedCollection<never, never>({ maxSize: 0 });

const makeCache: CacheFactory = (...manager) => {
  const cache = limited(...manager);
  return cache instanceof LimitedCollection && cache.maxSize === 0 ? nothing : cache;
};

/**
 * The discord.js client as Paperboy uses it: one intent (interactions need none; *Guilds* reports removed servers and
 * channels), no mentions unless a message allows them itself, and no cache that answers do not need. Servers, channels
 * and roles have to be cached: discord.js does not work without. A packet that its handlers cannot take is logged.
 *
 * @param rest the REST API's address, where it is not Discord's own: in the sandbox.
 * @param shards the connections to open; null for as many as Discord recommends
 * @param watch what to do with exceptions in discord.js' handlers, and with closed connections
 */
export function createClient(
  rest?: { readonly api: string },
  watch: ShardWatch = noWatch,
  shards: Shards | null = null,
): Client {
  const { onProblem } = watch;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache,
    ws: { buildStrategy: (manager) => new GuardedSharding(manager, { onProblem, onClosed }) },
    rest: { ...rest, rejectOnRateLimit },
    ...(shards && { shards: [...shards.ids], shardCount: shards.count }),
  });
  function onClosed(code: number, reason: string): void {
    // At the end the bot itself closes it.
    if (!client.ws["destroyed"]) watch.onClosed(code, reason);
  }
  // Packets that came before READY are handled in a callback of their own.
  const handlePacket = client.ws["handlePacket"].bind(client.ws);
  client.ws["handlePacket"] = (packet, shard) => {
    try {
      return handlePacket(packet, shard);
    } catch (error) {
      onProblem(error, "handling a packet of Discord's");
      return false;
    }
  };
  return client;
}

const noWatch: ShardWatch = { onProblem: () => {}, onClosed: () => {} };

/** A rate limit without a time is not Discord's: discord.js would repeat the request at once, and for ever. */
const rejectOnRateLimit: RESTOptions["rejectOnRateLimit"] = ({ retryAfter }) => !(retryAfter > 0);
