import { WebSocketServer } from "ws";
import { type Connection, createConnection, type GatewayOptions } from "./connection.js";
import { opcodes } from "./payload.js";
import type { Dispatch, Session } from "./session.js";

/** Milliseconds for which a disconnected session can be resumed. */
const resumeWindow = 180_000;

export interface Gateway {
  /** Sends an event to the sessions it concerns, to disconnected ones when they resume. True if there is one. */
  dispatch(dispatch: Dispatch): boolean;
  /** Whether a bot is connected. */
  online(): boolean;
  /** IDENTIFYs left today, of 1000. */
  identifiesLeft(): number;
  /** Asks each connection to reconnect (opcode 7). */
  reconnect(): void;
  /** Sends opcode 9. Sessions that are not resumable are deleted. */
  invalidate(resumable: boolean): void;
  /** Closes each connection with `code`; without one, terminates it without a close frame. */
  cut(code?: number, reason?: string): void;
  /** Sends a text to each connection as it is. */
  sendText(text: string): void;
  readonly sockets: WebSocketServer;
  close(): void;
}

/** The gateway, version 10. Sessions outlive their connections and number their events, for replay on resume. */
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
      const recipients = [...sessions.values()].filter((session) => session.dispatch(dispatch));
      if (recipients.length > 0) options.onTraffic("in", dispatch.name, dispatch.data);
      return recipients.length > 0;
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
    cut(code, reason) {
      for (const connection of connections) connection.cut(code, reason);
    },
    sendText(text) {
      for (const connection of connections) connection.sendText(text);
    },
    close() {
      for (const connection of connections) connection.cut();
      sockets.close();
    },
  };
}
