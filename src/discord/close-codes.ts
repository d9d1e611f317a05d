import { GatewayCloseCodes as Code } from "discord.js";

/**
 * The close codes from which discord.js does not reconnect, because only a person can help: what to tell them.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
const fatal: ReadonlyMap<number, string> = new Map([
  [
    Code.AuthenticationFailed,
    "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal",
  ],
  [Code.InvalidShard, "Discord refuses the number of this connection (shard): update Paperboy"],
  [
    Code.ShardingRequired,
    "The bot is in too many servers for one connection, which is all that Paperboy uses",
  ],
  [Code.InvalidAPIVersion, "Discord has ended the version of its API that Paperboy uses: update Paperboy"],
  [Code.InvalidIntents, "Discord does not know an intent that Paperboy asks for: update Paperboy"],
  [
    Code.DisallowedIntents,
    "Discord does not allow this bot an intent that Paperboy asks for: check the bot's page in the developer portal",
  ],
]);

const meanings: ReadonlyMap<number, string> = new Map([
  [1000, "closed normally"],
  [1001, "the server is going away"],
  [1006, "the connection broke"],
  [Code.UnknownError, "an unknown error at Discord"],
  [Code.UnknownOpcode, "unknown opcode"],
  [Code.DecodeError, "Discord could not decode a packet"],
  [Code.NotAuthenticated, "not authenticated"],
  [Code.AuthenticationFailed, "authentication failed"],
  [Code.AlreadyAuthenticated, "already authenticated"],
  [Code.InvalidSeq, "invalid sequence: a new session is needed"],
  [Code.RateLimited, "too many packets were sent"],
  [Code.SessionTimedOut, "the session timed out"],
  [Code.InvalidShard, "invalid shard"],
  [Code.ShardingRequired, "sharding is required"],
  [Code.InvalidAPIVersion, "invalid API version"],
  [Code.InvalidIntents, "invalid intents"],
  [Code.DisallowedIntents, "disallowed intents"],
]);

/** What a close code means, for the log. */
export function meaningOf(code: number): string {
  return meanings.get(code) ?? "no reason given";
}

/** A sentence for the operator where no new attempt can succeed; null for a code after which the bot reconnects. */
export function fatalSentence(code: number): string | null {
  const sentence = fatal.get(code);
  return sentence === undefined ? null : `${sentence} (close code ${code}, ${meaningOf(code)}).`;
}
