/** What Discord allows, from its documentation: those of one token. */
export const discord = {
  /** A shard with more servers is refused. */
  serversPerShard: 2_500,
  requestsPerSecond: 50,
  loginsPerDay: 1_000,
  /** Between two logins, where Discord lets one shard log in at a time. */
  secondsPerLogin: 5,
} as const;

/** What Paperboy takes. `measured` figures have their command in docs/SCALING.md, the others are estimates. */
export const paperboy = {
  /** Measured: requests a second that processes on PostgreSQL take of the budget that they share. */
  announcementsPerSecond: 46,
  /** Measured: a process with 500 papers and one server. Megabytes. */
  baseMemory: 165,
  /** Measured: the search index of 10,000 titles. Megabytes. */
  indexMemory: 42,
  /** Estimate: 50 channels and 30 roles of a server, in discord.js. Megabytes. */
  serverMemory: 0.06,
  /** A choice: with the estimate, such a process has 800 MB. */
  serversPerProcess: 10_000,
  /** The pool of a process, and the connection on which it listens. */
  connections: 11,
} as const;

/** What a bot needs, and how long it takes. */
export interface ScalingPlan {
  readonly servers: number;
  readonly shards: number;
  readonly processes: number;
  /** Of each process. Megabytes. */
  readonly memory: number;
  /** How often a day all shards can log in. */
  readonly startsPerDay: number;
  /** For all shards to log in, one at a time. Seconds. */
  readonly loginTime: number;
  /** For one message to each server. Seconds. */
  readonly announcingTime: number;
  /** To PostgreSQL, at most; 0 where a file is enough. */
  readonly connections: number;
}

/** A bot in so many servers, with 10,000 papers and one subscription in each server. */
export function planFor(servers: number): ScalingPlan {
  const shards = Math.ceil(servers / discord.serversPerShard);
  const processes = Math.ceil(servers / paperboy.serversPerProcess);
  const inEach = Math.min(servers, paperboy.serversPerProcess);
  const perSecond = processes === 1 ? discord.requestsPerSecond : paperboy.announcementsPerSecond;
  return {
    servers,
    shards,
    processes,
    memory: paperboy.baseMemory + paperboy.indexMemory + inEach * paperboy.serverMemory,
    startsPerDay: Math.floor(discord.loginsPerDay / shards),
    loginTime: (shards - 1) * discord.secondsPerLogin,
    announcingTime: servers / perSecond,
    connections: processes === 1 ? 0 : processes * paperboy.connections,
  };
}
