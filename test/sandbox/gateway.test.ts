import { Client, Events, GatewayIntentBits, Options } from "discord.js";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import { createRig, type Rig } from "./support.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function rigWithPing(): Promise<Rig> {
  // Skips the client's five-second delay between two IDENTIFYs.
  const rig = await createRig(
    {},
    { ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) } },
  );
  open.push(rig);
  await rig.bot.application.commands.set([{ name: "ping", description: "Answers" }]);
  rig.bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply("pong");
  });
  return rig;
}

it("closes a connection with a wrong token with 4004, which discord.js reports as an invalid token", async () => {
  const sandbox = await createSandbox();
  open.push(sandbox);
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: sandbox.rest });
  await expect(client.login("wrong")).rejects.toThrow(/invalid token/i);
  expect(await closeCode(sandbox, { op: 2, d: { token: "wrong", intents: 1, properties: {} } })).toBe(4004);
});

it("sends the bot its guild when it is ready", async () => {
  const rig = await rigWithPing();
  const guild = rig.bot.guilds.cache.get(rig.sandbox.guildId);
  expect(guild?.available).toBe(true);
  expect(guild?.channels.cache.map((channel) => channel.name)).toContain("papers");
  expect((await rig.person("Mira").world()).bot.online).toBe(true);
});

it("a command that is run while the bot is disconnected is answered after it resumes", async () => {
  const rig = await rigWithPing();
  const resumed = new Promise((resolve) => rig.bot.once(Events.ShardResume, resolve));
  rig.sandbox.faults.add({ kind: "gateway-cut" });
  const answer = await rig.person("Mira").run("ping");
  expect(answer).toMatchObject({ kind: "message", message: { content: "pong" } });
  await resumed;
  const names = rig.sandbox.traffic().map(({ name }) => name);
  expect(names.filter((name) => name === "IDENTIFY")).toHaveLength(1);
  expect(names.filter((name) => name === "RESUMED")).toHaveLength(1);
});

it("lets the bot resume after opcode 7", async () => {
  const rig = await rigWithPing();
  const resumed = new Promise((resolve) => rig.bot.once(Events.ShardResume, resolve));
  rig.sandbox.faults.add({ kind: "gateway-reconnect" });
  await resumed;
  expect(await rig.person("Mira").run("ping")).toMatchObject({ kind: "message" });
});

it("makes the bot identify again when its session is invalid", async () => {
  const rig = await rigWithPing();
  const ready = new Promise((resolve) => rig.bot.once(Events.ShardReady, resolve));
  rig.sandbox.faults.add({ kind: "invalid-session", resumable: false });
  await ready;
  expect(rig.sandbox.traffic().filter(({ name }) => name === "IDENTIFY")).toHaveLength(2);
  expect(await rig.person("Mira").run("ping")).toMatchObject({ kind: "message" });
});

it("fails a command immediately when no bot is connected", async () => {
  const rig = await rigWithPing();
  await rig.bot.destroy();
  expect(await rig.person("Mira").run("ping")).toEqual({
    kind: "failed",
    reason: "The application did not respond",
  });
  expect((await rig.person("Mira").world()).bot.online).toBe(false);
});

it.each([
  ["an unknown opcode", { op: 99, d: null }, 4001],
  ["text that is not JSON", "{", 4002],
  ["a payload without an opcode", { hello: 1 }, 4002],
  ["a command before identifying", { op: 3, d: {} }, 4003],
  ["an unknown intent", { op: 2, d: { token: "TOKEN", intents: 1 << 30, properties: {} } }, 4013],
  ["a privileged intent", { op: 2, d: { token: "TOKEN", intents: 1 << 15, properties: {} } }, 4014],
  [
    "a shard beyond the last",
    { op: 2, d: { token: "TOKEN", intents: 1, properties: {}, shard: [2, 2] } },
    4010,
  ],
  ["a resume with another token", { op: 6, d: { token: "no", session_id: "1", seq: 1 } }, 4004],
])("closes the connection on %s", async (_what, payload, code) => {
  const sandbox = await createSandbox({ token: "TOKEN" });
  open.push(sandbox);
  expect(await closeCode(sandbox, payload)).toBe(code);
});

it("closes a connection that identifies twice or exceeds the send limit", async () => {
  const sandbox = await createSandbox({ token: "TOKEN" });
  open.push(sandbox);
  const identify = { op: 2, d: { token: "TOKEN", intents: 1, properties: {} } };
  expect(await closeCode(sandbox, identify, identify)).toBe(4005);
  expect(await closeCode(sandbox, ...Array.from({ length: 121 }, () => ({ op: 1, d: null })))).toBe(4008);
});

it("closes a connection without heartbeats with 4009", async () => {
  const sandbox = await createSandbox({ token: "TOKEN", heartbeatInterval: 40 });
  open.push(sandbox);
  expect(await closeCode(sandbox, { op: 2, d: { token: "TOKEN", intents: 1, properties: {} } })).toBe(4009);
});

it("answers opcode 9 to a resume of an unknown session", async () => {
  const sandbox = await createSandbox({ token: "TOKEN" });
  open.push(sandbox);
  const socket = new WebSocket(sandbox.url.replace("http", "ws"));
  const invalid = new Promise((resolve) => {
    socket.on("message", (raw) => {
      const payload: unknown = JSON.parse(String(raw));
      if (typeof payload === "object" && payload && "op" in payload && payload.op === 9) resolve(payload);
    });
  });
  socket.on("open", () =>
    socket.send(JSON.stringify({ op: 6, d: { token: "TOKEN", session_id: "1", seq: 1 } })),
  );
  expect(await invalid).toMatchObject({ op: 9, d: false });
  socket.terminate();
});

it("sends each event only to its shard", async () => {
  const sandbox = await createSandbox();
  open.push(sandbox);
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: sandbox.rest,
    shards: [0, 1],
    shardCount: 2,
    makeCache: Options.cacheEverything(),
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
  open.unshift({ close: () => client.destroy() });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
  expect(client.guilds.cache.get(sandbox.guildId)?.shardId).toBe(
    Number((BigInt(sandbox.guildId) >> 22n) % 2n),
  );
});

/** The close code after these payloads. */
function closeCode(sandbox: Sandbox, ...payloads: (object | string)[]): Promise<number> {
  const socket = new WebSocket(sandbox.url.replace("http", "ws"));
  socket.on("open", () => {
    for (const payload of payloads) {
      socket.send(typeof payload === "string" ? payload : JSON.stringify(payload));
    }
  });
  return new Promise((resolve, reject) => {
    socket.on("close", resolve);
    socket.on("error", reject);
  });
}
