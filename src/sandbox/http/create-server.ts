import { createServer as createHttpServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Gateway } from "../gateway/create-gateway.js";
import { isAllowed } from "./guard.js";

/** Passes requests to the app and allowed WebSockets to the gateway. */
export function createServer(
  app: Hono<{ Bindings: HttpBindings }>,
  { sockets }: Gateway,
  port: () => number,
): Server {
  const server = createHttpServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.on("upgrade", (request, socket, head) => {
    const { host, origin } = request.headers;
    if (!isAllowed({ host, origin, site: undefined, isNavigation: false }, port())) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.emit("connection", webSocket, request);
    });
  });
  return server;
}
