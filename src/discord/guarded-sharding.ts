import {
  CloseCodes,
  SimpleShardingStrategy,
  type WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from "@discordjs/ws";
import { GatewayCloseCodes } from "discord.js";
import { packetProblem } from "./packet-problem.js";

export interface ShardWatch {
  /** An exception, or a packet that was left out, while the connection goes on. */
  readonly onProblem: (error: unknown, doing: string) => void;
  /** The connection was closed, by either side. @param reason Discord's words; empty where it gave none */
  readonly onClosed: (code: number, reason: string) => void;
}

/** Milliseconds before another attempt where even the attempt to connect threw. */
const reconnectDelay = 5_000;

/**
 * discord.js' own shards, except that no packet ends the process. Their handlers run without a catch: an exception in
 * one is an unhandled rejection. Neither is there an event for the reason of a close, so some of their private methods
 * are wrapped here; `test/discord/connection.test.ts` fails if a version of discord.js moves them.
 */
export class GuardedSharding extends SimpleShardingStrategy {
  readonly #watch: ShardWatch;

  constructor(manager: ConstructorParameters<typeof SimpleShardingStrategy>[0], watch: ShardWatch) {
    super(manager);
    this.#watch = watch;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    for (const shard of this["shards"].values()) guard(shard, this.#watch);
  }

  /**
   * Waits until every shard is ready. A shard reconnects by itself after any error (but not after a fatal close code,
   * which `shardDisconnect` reports), while the promise of its first attempt rejects.
   */
  override async connect(): Promise<void> {
    const shards = [...this["shards"].values()];
    await Promise.all(
      shards.map((shard) =>
        shard
          .connect()
          .catch(() => new Promise((resolve) => shard.once(WebSocketShardEvents.Ready, resolve))),
      ),
    );
  }
}

/** A method that takes a message of the gateway's socket. */
type Unpack = (data: unknown, isBinary: boolean) => Promise<unknown>;

function guard(shard: WebSocketShard, { onProblem, onClosed }: ShardWatch): void {
  const unpack: Unpack = shard["unpackMessage"].bind(shard);
  shard["unpackMessage"] = async (data: unknown, isBinary: boolean) => {
    const packet = await unpack(data, isBinary);
    const problem = packet === null ? "a packet that is not JSON" : packetProblem(packet);
    if (problem === null) return packet;
    onProblem(new Error(problem), "reading a packet of Discord's");
    return null;
  };

  const onMessage: Unpack = shard["onMessage"].bind(shard);
  shard["onMessage"] = async (data: unknown, isBinary: boolean) => {
    try {
      await onMessage(data, isBinary);
    } catch (error) {
      onProblem(error, "handling a packet of Discord's");
    }
  };

  let seen: { readonly code: number; readonly reason: string } | null = null;
  shard.on(WebSocketShardEvents.Hello, () => {
    shard["connection"]?.prependListener("close", (code: number, reason: Buffer) => {
      seen = { code, reason: reason.toString() };
    });
  });
  shard.on(WebSocketShardEvents.Closed, ({ code }) => {
    onClosed(seen?.code ?? code, seen?.reason ?? "");
    seen = null;
  });

  // discord.js takes this code for its own, and would not reconnect.
  const onClose: (code: number) => Promise<void> = shard["onClose"].bind(shard);
  shard["onClose"] = (code: number) =>
    onClose(code === CloseCodes.Resuming ? GatewayCloseCodes.UnknownError : code);

  const connect: () => Promise<void> = shard["internalConnect"].bind(shard);
  shard["internalConnect"] = async () => {
    try {
      await connect();
    } catch (error) {
      onProblem(error, "connecting to Discord");
      if (shard.status !== WebSocketShardStatus.Idle) return;
      setTimeout(() => void shard["internalConnect"](), reconnectDelay).unref();
    }
  };
}
