import { type Client, Status } from "discord.js";

/** One connection to Discord's gateway. */
export interface ShardState {
  readonly shard: number;
  readonly isReady: boolean;
  /** discord.js' word for what it does, such as `Reconnecting`. */
  readonly status: string;
  /** Milliseconds of the last heartbeat's round trip; null before the first. */
  readonly latency: number | null;
}

/** The connections as they are at this moment; none before the login. */
export function gatewayState({ ws }: Client): readonly ShardState[] {
  return [...ws.shards.values()].map(({ id, status, ping }) => ({
    shard: id,
    isReady: status === Status.Ready,
    status: Status[status],
    latency: ping < 0 ? null : ping,
  }));
}
