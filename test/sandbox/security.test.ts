import { mkdtemp, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";

let sandbox: Sandbox;
let pageDir: string;
beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), "paperboy-page-"));
  sandbox = await createSandbox({ pageDir });
});
afterAll(() => sandbox.close());

it.each(["0.0.0.0", "::", "192.168.0.1", "example.org"])("refuses to start on %s", async (host) => {
  await expect(createSandbox({ host })).rejects.toMatchObject({
    name: "SandboxStartError",
    reason: "not-loopback",
  });
});

it("refuses a port that is in use with one sentence", async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(createSandbox({ port })).rejects.toMatchObject({
    reason: "port-in-use",
    message: `Port ${port} is in use. Choose another one, or 0 for any free port.`,
  });
});

it("warns of nothing, however many pages are open", async () => {
  const warnings: string[] = [];
  const warn = ({ message }: Error) => void warnings.push(message);
  process.on("warning", warn);
  const pages = Array.from({ length: 12 }, () => new AbortController());
  const streams = await Promise.all(
    pages.map(({ signal }) => fetch(`${sandbox.url}/sandbox/events`, { signal })),
  );
  expect(streams.map(({ status }) => status)).toEqual(pages.map(() => 200));
  for (const page of pages) page.abort();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", warn);
  expect(warnings).toEqual([]);
});

it("cannot be reached from another interface", async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal);
  if (!outside) return;
  await expect(fetch(`http://${outside.address}:${new URL(sandbox.url).port}/`)).rejects.toThrow();
});

it.each([
  ["403 to another host's name, as in DNS rebinding", { host: "evil.example" }, 403],
  ["403 to this address with another port", { host: "127.0.0.1:1" }, 403],
  ["403 to another site's page", { origin: "https://evil.example" }, 403],
  ["403 to a page without an origin", { origin: "null" }, 403],
  ["403 to a page on another port of this machine", { origin: "http://localhost:1" }, 403],
  ["403 to another site's image or script", { "sec-fetch-site": "cross-site" }, 403],
  ["200 to its own page", { "sec-fetch-site": "same-origin" }, 200],
  ["200 to a program", {}, 200],
])("answers %s, by its headers", async (_what, headers, status) => {
  for (const path of ["/sandbox/world", "/api/v10/gateway"])
    expect(await statusOf(path, headers)).toBe(status);
});

it("allows following a link to the page, but not to the API", async () => {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect(await statusOf("/", headers)).toBe(404);
  expect(await statusOf("/sandbox/world", headers)).toBe(403);
});

it("does not let other pages connect to the gateway", async () => {
  const socket = new WebSocket(sandbox.url.replace("http", "ws"), { origin: "https://evil.example" });
  await expect(
    new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    }),
  ).rejects.toThrow();
});

it("refuses content types other than JSON, which other sites' pages cannot send without a preflight", async () => {
  const response = await fetch(`${sandbox.url}/sandbox/messages`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify({ as: "Mira", content: "hi" }),
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: expect.stringMatching(/takes JSON/) },
  ]);
});

it("says how to build a missing page, and serves it under a strict policy", async () => {
  expect(await (await fetch(sandbox.url)).text()).toMatch(/npm run build/);
  await writeFile(join(pageDir, "index.html"), "<!doctype html>");
  const response = await fetch(sandbox.url);
  expect(await response.text()).toBe("<!doctype html>");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|http/);
  expect((await fetch(`${sandbox.url}/..%2fpackage.json`)).status).toBe(404);
});

it("does not show tokens in the traffic", async () => {
  await fetch(`${sandbox.rest.api}/v10/users/@me`, { headers: { authorization: `Bot ${sandbox.token}` } });
  const shown = await (await fetch(`${sandbox.url}/sandbox/traffic`)).text();
  expect(shown).toContain("GET /users/@me");
  expect(shown).not.toContain(sandbox.token);
});

/** Uses node:http, because fetch does not allow setting `host`. */
function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(new URL(path, sandbox.url), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

it("refuses too long bodies, even without a content length", async () => {
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    });
  const send = async (path: string, type: string) => {
    const request = {
      method: "POST",
      headers: { "content-type": type },
      body: endless(),
      duplex: "half",
    } as const;
    // The connection may be closed before the response is read. This counts as a refusal.
    return fetch(`${sandbox.url}${path}`, request).then(
      (response) => response.status,
      () => 413,
    );
  };
  expect([400, 413]).toContain(await send("/sandbox/messages", "application/json"));
  expect(await send("/api/v10/channels/1/messages", "application/json")).toBe(413);
  expect(await send("/api/v10/channels/1/messages", "multipart/form-data; boundary=x")).toBe(413);
});
