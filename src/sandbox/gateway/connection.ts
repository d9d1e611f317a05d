import type { RawData, WebSocket } from "ws";
import type { z } from "zod";
import type { Snowflakes } from "../snowflakes.js";
import {
  closeCodes,
  heartbeatSchema,
  identifySchema,
  opcodes,
  payloadSchema,
  resumeSchema,
} from "./payload.js";
import {
  allIntents,
  createSession,
  type Dispatch,
  privilegedIntents,
  type Session,
  shardOf,
} from "./session.js";

/** Discord closes a connection that sends more. */
const maxSendsPerMinute = 120;

export interface GatewayOptions {
  readonly token: string;
  readonly ids: Snowflakes;
  readonly now: () => number;
  /** Milliseconds. */
  readonly heartbeatInterval: number;
  /** `ws://127.0.0.1:PORT`, known once the server listens. */
  readonly url: () => string;
  /** The content of READY, without session and guilds. */
  readonly ready: () => object;
  /** The bot's guilds. Each shard gets its own. */
  readonly guildIds: () => readonly string[];
  /** The events that follow READY. */
  readonly initialEvents: () => readonly Dispatch[];
  /** The code that a fault answers an IDENTIFY with. */
  readonly refusedIdentify: () => number | undefined;
  readonly onTraffic: (direction: "in" | "out", name: string, body?: unknown) => void;
  /** The bot connected or disconnected. */
  readonly onPresence: () => void;
}

export interface Connection {
  send(op: number, data: unknown): void;
  cut(code?: number, reason?: string): void;
  sendText(text: string): void;
}

interface Sessions {
  open(session: Session): void;
  find(id: string): Session | undefined;
  end(id: string): void;
  closed(): void;
}

/** One connection: hello, then identify or resume, then heartbeats and events until either side closes it. */
export function createConnection(socket: WebSocket, options: GatewayOptions, sessions: Sessions): Connection {
  let session: Session | undefined;
  let lastReceivedAt = options.now();
  let sends: number[] = [];

  const send = (op: number, data: unknown) => socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  const close = (why: keyof typeof closeCodes) => {
    const [code, reason] = closeCodes[why];
    options.onTraffic("in", `CLOSE ${code}`, { reason });
    socket.close(code, reason);
  };

  /** Closes the connection when heartbeats stop. The session can be resumed. */
  const heartbeatCheck = setInterval(() => {
    if (options.now() - lastReceivedAt > options.heartbeatInterval * 1.5) close("timedOut");
  }, options.heartbeatInterval / 2);
  heartbeatCheck.unref();

  const attach = (to: Session) => {
    to.socket?.close(closeCodes.unknownError[0], "Session taken over by another connection.");
    session = to;
    to.socket = socket;
    options.onPresence();
  };

  const identify = (asked: z.infer<typeof identifySchema>) => {
    options.onTraffic("out", "IDENTIFY", asked);
    if (session) return close("alreadyAuthenticated");
    const refused = options.refusedIdentify();
    if (refused !== undefined) return socket.close(refused, reasonOf(refused));
    if (asked.token !== options.token) return close("authenticationFailed");
    if (asked.intents & ~allIntents) return close("invalidIntents");
    if (asked.intents & privilegedIntents) return close("disallowedIntents");
    if (asked.shard[0] >= asked.shard[1]) return close("invalidShard");
    const id = options.ids.next();
    const fresh = createSession({ id, intents: asked.intents, shard: asked.shard, now: options.now() });
    sessions.open(fresh);
    attach(fresh);
    fresh.push("READY", {
      ...options.ready(),
      guilds: options
        .guildIds()
        .filter((guildId) => shardOf(guildId, asked.shard[1]) === asked.shard[0])
        .map((guildId) => ({ id: guildId, unavailable: true })),
      session_id: id,
      resume_gateway_url: options.url(),
      shard: asked.shard,
    });
    options.onTraffic("in", "READY", { session_id: id });
    for (const event of options.initialEvents()) fresh.dispatch(event);
  };

  const resume = (asked: z.infer<typeof resumeSchema>) => {
    options.onTraffic("out", "RESUME", asked);
    if (session) return close("alreadyAuthenticated");
    if (asked.token !== options.token) return close("authenticationFailed");
    const known = sessions.find(asked.session_id);
    if (!known) return send(opcodes.invalidSession, false);
    if (asked.seq > known.seq()) return close("invalidSeq");
    const missed = known.since(asked.seq);
    if (!missed) {
      sessions.end(known.id);
      return send(opcodes.invalidSession, false);
    }
    attach(known);
    for (const text of missed) socket.send(text);
    known.push("RESUMED", {});
    options.onTraffic("in", "RESUMED", { replayed: missed.length });
  };

  const handle = (raw: RawData) => {
    lastReceivedAt = options.now();
    sends = [...sends.filter((at) => lastReceivedAt - at < 60_000), lastReceivedAt];
    if (sends.length > maxSendsPerMinute) return close("rateLimited");
    const payload = payloadSchema.safeParse(jsonOf(raw));
    if (!payload.success) return close("decodeError");
    const { op, d } = payload.data;
    switch (op) {
      case opcodes.heartbeat: {
        if (!heartbeatSchema.safeParse(d ?? null).success) return close("decodeError");
        return send(opcodes.heartbeatAck, null);
      }
      case opcodes.identify: {
        const asked = identifySchema.safeParse(d);
        return asked.success ? identify(asked.data) : close("decodeError");
      }
      case opcodes.resume: {
        const asked = resumeSchema.safeParse(d);
        return asked.success ? resume(asked.data) : close("decodeError");
      }
      case opcodes.presence:
      case opcodes.voice:
      case opcodes.members:
        return session ? undefined : close("notAuthenticated");
      default:
        return close("unknownOpcode");
    }
  };

  socket.on("message", handle);
  socket.on("error", () => socket.terminate());
  socket.on("close", (code) => {
    clearInterval(heartbeatCheck);
    if (session?.socket === socket) {
      session.socket = undefined;
      session.disconnectedAt = options.now();
      // 1000 and 1001 end the session.
      if (code === 1000 || code === 1001) sessions.end(session.id);
    }
    sessions.closed();
  });
  send(opcodes.hello, { heartbeat_interval: options.heartbeatInterval, _trace: ["paperboy-sandbox"] });

  return {
    send,
    cut(code, reason = reasonOf(code)) {
      if (code === undefined) socket.terminate();
      else socket.close(code, reason);
    },
    sendText: (text) => socket.send(text),
  };
}

/** Discord's words for a close code. */
function reasonOf(code: number | undefined): string {
  return Object.values(closeCodes).find(([known]) => known === code)?.[1] ?? "";
}

function jsonOf(raw: RawData): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return undefined;
  }
}
