import { GatewayIntentBits as I } from "discord-api-types/v10";
import type { WebSocket } from "ws";

/** Events kept for a session that is cut off; one that misses more has to start anew. */
const maxReplayedEvents = 1000;

/** What the bot hears of what happens, by the name of the event. */
export interface Dispatch {
  readonly name: string;
  readonly data: unknown;
  /** Only sessions with one of these intents hear it; every session where left out. */
  readonly intents?: number;
  /** The server it belongs to; shard 0 hears what belongs to none. */
  readonly guildId?: string;
}

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [index: number, count: number];
  /** The open connection; none while the bot is away. */
  socket: WebSocket | undefined;
  /** When the bot was last heard of: milliseconds since 1970. */
  disconnectedAt: number;
  readonly seq: () => number;
  /** Sends what concerns this session; says whether it does. */
  dispatch(dispatch: Dispatch): boolean;
  /** Sends an event whatever it concerns. */
  push(name: string, data: unknown): void;
  /** Everything after `seq`, or undefined where that is no longer known. */
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

/** Intents that have to be asked for in the developer portal; the sandbox's application has none of them. */
export const privilegedIntents = I.GuildMembers | I.GuildPresences | I.MessageContent;
export const allIntents = Object.values(I).reduce<number>(
  (sum, bit) => (typeof bit === "number" ? sum | bit : sum),
  0,
);
