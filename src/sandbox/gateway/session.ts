import { GatewayIntentBits as I } from "discord-api-types/v10";
import type { WebSocket } from "ws";

/** Events kept for replay. A session that missed more must identify again. */
const maxReplayedEvents = 1000;

/** A gateway event. */
export interface Dispatch {
  readonly name: string;
  readonly data: unknown;
  /** Sent only to sessions with one of these intents; to all if omitted. */
  readonly intents?: number;
  /** The guild it belongs to. Events without a guild go to shard 0. */
  readonly guildId?: string;
}

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [index: number, count: number];
  /** Undefined while disconnected. */
  socket: WebSocket | undefined;
  /** Milliseconds since 1970, valid while disconnected. */
  disconnectedAt: number;
  readonly seq: () => number;
  /** Sends an event if it concerns this session, and returns whether it does. */
  dispatch(dispatch: Dispatch): boolean;
  /** Sends an event in any case. */
  push(name: string, data: unknown): void;
  /** The events after `seq`; undefined if some are no longer kept. */
  since(seq: number): string[] | undefined;
}

export function createSession(
  options: Pick<Session, "id" | "intents" | "shard"> & { readonly now: number },
): Session {
  const { id, intents, shard } = options;
  let seq = 0;
  let sent: { readonly seq: number; readonly text: string }[] = [];
  const session: Session = {
    id,
    intents,
    shard,
    socket: undefined,
    disconnectedAt: options.now,
    seq: () => seq,
    dispatch(dispatch) {
      if (dispatch.intents !== undefined && !(dispatch.intents & intents)) return false;
      if (shardOf(dispatch.guildId, shard[1]) !== shard[0]) return false;
      session.push(dispatch.name, dispatch.data);
      return true;
    },
    push(name, data) {
      seq += 1;
      const text = JSON.stringify({ op: 0, t: name, s: seq, d: data });
      sent.push({ seq, text });
      if (sent.length >= maxReplayedEvents * 2) sent = sent.slice(-maxReplayedEvents);
      session.socket?.send(text);
    },
    since(from) {
      const oldest = sent[0]?.seq ?? seq + 1;
      if (from > seq || from < oldest - 1) return undefined;
      return sent.filter((event) => event.seq > from).map((event) => event.text);
    },
  };
  return session;
}

/** @see https://docs.discord.com/developers/events/gateway#sharding */
export function shardOf(guildId: string | undefined, shards: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}

/** Intents that must be enabled in the developer portal. The sandbox's application has none of them. */
export const privilegedIntents = I.GuildMembers | I.GuildPresences | I.MessageContent;
export const allIntents = Object.values(I).reduce<number>(
  (sum, bit) => (typeof bit === "number" ? sum | bit : sum),
  0,
);
