import { WebSocketServer } from "ws";
import type { Snowflakes } from "../snowflakes.js";
import { type Connection, createConnection } from "./connection.js";
import { opcodes } from "./payload.js";
import type { Dispatch, Session } from "./session.js";

/** How long a session that is cut off can be taken up again, in milliseconds. */
const resumeWindow = 180_000;

export interface GatewayOptions {
  readonly token: string;
  readonly ids: Snowflakes;
  readonly now: () => number;
  /** Milliseconds. */
  readonly heartbeatInterval: number;
  /** Where to connect to, `ws://127.0.0.1:PORT`; known once the server listens. */
  readonly url: () => string;
  /** What READY holds, but for the session and the servers. */
  readonly ready: () => object;
  /** The servers that the bot is in; each shard is told of its own. */
  readonly guildIds: () => readonly string[];
  /** What a session hears right after READY. */
  readonly greeting: () => readonly Dispatch[];
  readonly onTraffic: (direction: "in" | "out", name: string, body?: unknown) => void;
  /** The bot has come or gone. */
  readonly onPresence: () => void;
}

export interface Gateway {
  /** Tells every session that it concerns; says whether there is one. Those cut off hear it when they resume. */
  dispatch(dispatch: Dispatch): boolean;
  /** Whether a bot is connected now. */
  online(): boolean;
  /** IDENTIFYs left today, of 1000. */
  identifiesLeft(): number;
  /** Asks each connection to reconnect (opcode 7). */
  reconnect(): void;
  /** Opcode 9. A session that can not be resumed is forgotten. */
  invalidate(resumable: boolean): void;
  /** Cuts each connection off; without a code not even a close frame is sent. */
  cut(code?: number): void;
  readonly sockets: WebSocketServer;
  close(): void;
}

/**
 * The gateway, version 10: sessions outlive their connections, each numbers the events it hears, and a bot that
 * resumes is told those it missed.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();
  let identifies = 0;

  sockets.on("connection", (socket) => {
    const connection = createConnection(socket, options, {
      open: (session) => {
        identifies += 1;
        sessions.set(session.id, session);
      },
      find: (id) => sessions.get(id),
      end: (id) => sessions.delete(id),
      closed: () => {
        connections.delete(connection);
        options.onPresence();
      },
    });
    connections.add(connection);
  });

  const deleteExpired = () => {
    for (const [id, session] of sessions) {
      if (!session.socket && options.now() - session.disconnectedAt > resumeWindow) sessions.delete(id);
    }
  };

  return {
    sockets,
    dispatch(dispatch) {
      deleteExpired();
      const heard = [...sessions.values()].filter((session) => session.dispatch(dispatch));
      if (heard.length > 0) options.onTraffic("in", dispatch.name, dispatch.data);
      return heard.length > 0;
    },
    online: () => [...sessions.values()].some((session) => session.socket !== undefined),
    identifiesLeft: () => Math.max(0, 1000 - identifies),
    reconnect() {
      for (const connection of connections) connection.send(opcodes.reconnect, null);
    },
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      for (const connection of connections) connection.send(opcodes.invalidSession, resumable);
    },
    cut(code) {
      for (const connection of connections) connection.cut(code);
    },
    close() {
      for (const connection of connections) connection.cut();
      sockets.close();
    },
  };
}
