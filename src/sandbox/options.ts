import type { Deadlines } from "./interactions/interactions.js";
import type { WorldSeed } from "./world/default-world.js";

export interface SandboxOptions {
  /** 0 for any that is free. @default 0 */
  readonly port?: number;
  /** Only 127.0.0.1 (or `localhost`, which means it) is accepted. @default "127.0.0.1" */
  readonly host?: string;
  /** Channels and people. @default DEFAULT_WORLD */
  readonly world?: WorldSeed;
  /** The bot's token; a random one where not given. */
  readonly token?: string;
  /** Whether the REST API limits rates as Discord does. @default true */
  readonly rateLimits?: boolean;
  /** Milliseconds: until an interaction has to be answered, and until its token expires. @default 3 s and 15 min */
  readonly deadlines?: Partial<Deadlines>;
  /** Milliseconds between the bot's heartbeats. @default 41250 */
  readonly heartbeatInterval?: number;
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Where the built page is. @default beside this file */
  readonly pageDir?: string;
}
