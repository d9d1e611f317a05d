import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why repositories cannot be served here, or null. */
export function whyNoServer(): string | null {
  if (spawnSync("openssl", ["version"]).status !== 0) return "openssl is not installed";
  const folder = spawnSync("git", ["--exec-path"], { encoding: "utf8" }).stdout.trim();
  return existsSync(join(folder, "git-http-backend")) ? null : "git http-backend is not installed";
}

/** Answers a request in place of git. False: git answers. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** A git server on 127.0.0.1, like GitHub: https, git's smart protocol, partial clones. */
export async function serveRepositories() {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-https-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const openssl = [
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2",
    "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1",
  ].flatMap((part) => part.split(" "));
  execFileSync("openssl", [...openssl, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const requests: string[] = [];
  const repositories = new Map<string, string>();
  let fault: Fault = () => false;

  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      requests.push(`${request.method} ${request.url}`);
      void (async () => {
        if (!(await fault(request, response))) answer(repositories, request, response);
      })();
    },
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;

  return {
    certificate,
    requests,
    /** Serves a repository, and returns its address. */
    add(name: string, dir: string): string {
      repositories.set(name, dir);
      return `https://127.0.0.1:${port}/${name}`;
    },
    /** Sets the fault of all further requests; by default none. */
    inject(next: Fault = () => false) {
      fault = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets git answer through CGI, like a web server. */
function answer(
  repositories: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [, name = "", rest = "", query = ""] = /^\/([^/?]+)(\/[^?]*)\??(.*)$/.exec(request.url ?? "") ?? [];
  const dir = repositories.get(name);
  if (dir === undefined) {
    response.writeHead(404).end("Not Found");
    return;
  }
  const header = (header: string) => request.headers[header]?.toString();
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: join(dir, ".git"),
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: rest,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      REMOTE_ADDR: "127.0.0.1",
      CONTENT_TYPE: header("content-type"),
      CONTENT_LENGTH: header("content-length"),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      GIT_PROTOCOL: header("git-protocol"),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin.on("error", () => {}));
  let head: Buffer | null = Buffer.alloc(0);
  backend.stdout.on("data", (chunk: Buffer) => {
    if (head === null) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    const fields = head
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(": "));
    for (const [field = "", value = ""] of fields) {
      if (field === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(field, value);
    }
    response.write(head.subarray(end + 4));
    head = null;
  });
  backend.stdout.on("end", () => response.end());
}
