import type { Deadlines } from "./interactions/interactions.js";
import type { WorldSeed } from "./world/default-world.js";

export interface SandboxOptions {
  /** 0 picks a free port. @default 0 */
  readonly port?: number;
  /** Must be `127.0.0.1` or `localhost`. @default "127.0.0.1" */
  readonly host?: string;
  /** Channels and people. @default defaultWorld */
  readonly world?: WorldSeed;
  /** The bot's token. @default a random one */
  readonly token?: string;
  /** Whether the REST API has Discord's rate limits. @default true */
  readonly rateLimits?: boolean;
  /** @default 3 seconds to answer, 15 minutes until the token expires */
  readonly deadlines?: Partial<Deadlines>;
  /** Milliseconds between the bot's heartbeats. @default 41250 */
  readonly heartbeatInterval?: number;
  /** How many shards `GET /gateway/bot` recommends; as many may log in at a time. @default 1 */
  readonly shards?: number;
  /** How many more servers the bot is in, of 50 channels and 30 roles each; nothing happens there. @default 0 */
  readonly otherGuilds?: number;
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** The built page's folder. @default `page/` beside the compiled sandbox */
  readonly pageDir?: string;
}
