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

it("says in one sentence that its port is in use", async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(createSandbox({ port })).rejects.toMatchObject({
    reason: "port-in-use",
    message: `Port ${port} is in use: choose another, or 0 for any that is free.`,
  });
});

it("can not be reached from another interface", async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal);
  if (!outside) return;
  await expect(fetch(`http://${outside.address}:${new URL(sandbox.url).port}/`)).rejects.toThrow();
});

it.each([
  ["another host's name, as in DNS rebinding", { host: "evil.example" }, 403],
  ["this address with another port", { host: "127.0.0.1:1" }, 403],
  ["another site's page", { origin: "https://evil.example" }, 403],
  ["a page without an origin", { origin: "null" }, 403],
  ["a page on another port of this machine", { origin: "http://localhost:1" }, 403],
  ["another site's image or script", { "sec-fetch-site": "cross-site" }, 403],
  ["its own page", { "sec-fetch-site": "same-origin" }, 200],
  ["a program", {}, 200],
])("knows %s by its headers", async (_what, headers, status) => {
  for (const path of ["/sandbox/world", "/api/v10/gateway"])
    expect(await statusOf(path, headers)).toBe(status);
});

it("lets a person follow a link to it", async () => {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect(await statusOf("/", headers)).toBe(404);
  expect(await statusOf("/sandbox/world", headers)).toBe(403);
});

it("lets no other page connect to the gateway", async () => {
  const socket = new WebSocket(sandbox.url.replace("http", "ws"), { origin: "https://evil.example" });
  await expect(
    new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    }),
  ).rejects.toThrow();
});

it("takes nothing but JSON, which no foreign page can send unasked", async () => {
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

it("says how to build the page where it is missing, and serves it under a strict policy", async () => {
  expect(await (await fetch(sandbox.url)).text()).toMatch(/npm run build/);
  await writeFile(join(pageDir, "index.html"), "<!doctype html>");
  const response = await fetch(sandbox.url);
  expect(await response.text()).toBe("<!doctype html>");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|http/);
  expect((await fetch(`${sandbox.url}/..%2fpackage.json`)).status).toBe(404);
});

it("keeps tokens out of the traffic it shows", async () => {
  await fetch(`${sandbox.rest.api}/v10/users/@me`, { headers: { authorization: `Bot ${sandbox.token}` } });
  const shown = await (await fetch(`${sandbox.url}/sandbox/traffic`)).text();
  expect(shown).toContain("GET /users/@me");
  expect(shown).not.toContain(sandbox.token);
});

/** By node:http, for fetch does not let anybody set `host`. */
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

it("refuses what is too long, even where nobody said how long it is", async () => {
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
    // The connection may be cut before the answer is read: that is a refusal, too.
    return fetch(`${sandbox.url}${path}`, request).then(
      (response) => response.status,
      () => 413,
    );
  };
  expect([400, 413]).toContain(await send("/sandbox/messages", "application/json"));
  expect(await send("/api/v10/channels/1/messages", "application/json")).toBe(413);
  expect(await send("/api/v10/channels/1/messages", "multipart/form-data; boundary=x")).toBe(413);
});
