import { createServer, type Server, type ServerResponse } from "node:http";
import { UsageError } from "../config/usage-error.js";

interface HttpDeps {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Why the bot cannot do its work now, a line each; none where it can. */
  readonly problems: () => Promise<readonly string[]>;
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string };
}

export interface HttpService {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const plain = "text/plain; charset=utf-8";

/**
 * Serves what monitoring asks for: `/healthz`, whether the process responds; `/readyz`, whether it does its work, and if
 * not, why; `/metrics`.
 *
 * @throws {UsageError} where the port or the address cannot be used.
 */
export async function serveHttp({ host, port, problems, metrics }: HttpDeps): Promise<HttpService> {
  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === "/healthz") return send(response, 200, "ok\n");
    if (path === "/readyz") {
      const found = await problems();
      return send(response, found.length === 0 ? 200 : 503, `${found.join("\n") || "ok"}\n`);
    }
    if (path === "/metrics") return send(response, 200, await metrics.text(), metrics.contentType);
    send(response, 404, "There are /healthz, /readyz and /metrics.\n");
  }

  const server = createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "Only GET.\n");
    const [path = ""] = (request.url ?? "").split("?", 1);
    answer(path, response).catch(() => send(response, 500, "It could not be read.\n"));
  });
  await listen(server, host, port);
  // Monitoring alone keeps no process alive.
  server.unref();
  const address = server.address();
  const bound = address === null || typeof address === "string" ? port : address.port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function send(response: ServerResponse, status: number, body: string, type = plain): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      const why =
        code === "EADDRINUSE"
          ? `Port ${port} of ${host} is in use: choose another HTTP_PORT, or 0 for any free one.`
          : code === "EACCES"
            ? `Port ${port} is not permitted: choose an HTTP_PORT above 1023.`
            : `HTTP_HOST ${host} is not an address of this machine (${code}).`;
      reject(new UsageError(why));
    });
    server.listen(port, host, resolve);
  });
}
