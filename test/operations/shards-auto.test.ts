import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
const line = z.looseObject({
  msg: z.string(),
  shard: z.string().optional(),
  pid: z.number().optional(),
});
let folder: string;
let sandbox: Sandbox;
let child: ChildProcess | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-shards-"));
  sandbox = await createSandbox({ shards: 2 });
  child = null;
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `paperboy start` with as many shards as the sandbox recommends. */
function start(settings: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    DETAILS: "false",
    SHARDS: "auto",
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.rest.api,
    ...settings,
  };
  const running = spawn(process.execPath, [main, "start"], { cwd: folder, env });
  child = running;
  let [printed, logged] = ["", ""];
  running.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  running.stderr.on("data", (chunk) => {
    logged += chunk;
  });
  const ended = new Promise<number | null>((resolve) => running.once("close", resolve));
  const events = () =>
    logged
      .split("\n")
      .slice(0, -1)
      .map((text) => line.parse(JSON.parse(text)));
  return { running, ended, events, printed: () => printed, logged: () => logged };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("SHARDS=auto runs a process for each shard, starts one again that was killed, and ends all when it is stopped", {
  timeout: 240_000,
}, async () => {
  const bot = start();
  const started = (shard: string) =>
    bot
      .events()
      .flatMap(({ msg, shard: of, pid }) =>
        msg === "a shard is started" && of === shard && pid ? [pid] : [],
      );
  const waiting = { timeout: 100_000, interval: 100 };
  await expect.poll(bot.printed, waiting).toContain("Paperboy is on Discord, with 2 shards.");
  expect([...started("0/2"), ...started("1/2")]).toHaveLength(2);
  // Each line is an event, and says which shard it is about.
  const lists = bot.events().filter(({ msg }) => msg === "lists read");
  expect(lists.map(({ shard }) => shard).sort()).toEqual(["0/2", "1/2"]);

  const [first = 0] = started("1/2");
  process.kill(first, "SIGKILL");
  await expect.poll(() => started("1/2"), waiting).toHaveLength(2);
  expect(bot.logged()).toContain("a shard has ended by SIGKILL; it is started again");
  await expect.poll(() => bot.printed().split("Paperboy is on Discord: shard 1/2.").length, waiting).toBe(3);
  const mira = createPerson({ url: sandbox.url, id: "Mira", channel: "papers" });
  expect(await mira.run("search", { query: "ivit" })).toMatchObject({ kind: "message" });

  const stopping = performance.now();
  bot.running.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  expect(performance.now() - stopping).toBeLessThan(10_000);
  expect([...started("0/2"), ...started("1/2")].filter(isRunning)).toEqual([]);
});

test("shards end with the process that has started them, and do not run a second time", {
  timeout: 240_000,
}, async () => {
  const bot = start({ SHARD_COUNT: "1" });
  await expect.poll(bot.printed, { timeout: 100_000 }).toContain("Paperboy is on Discord, with 1 shard.");
  const again = start({ SHARD_COUNT: "1" });
  expect(await again.ended).toBe(2);
  expect(again.logged()).toMatch(/Paperboy runs already, [^\n]*\.\n/);
  const pids = bot.events().flatMap(({ pid }) => pid ?? []);
  bot.running.kill("SIGKILL");
  await expect.poll(() => pids.filter(isRunning), { timeout: 60_000 }).toEqual([]);
});

test("a wrong token is one sentence, and nothing is started", { timeout: 100_000 }, async () => {
  const bot = start({ DISCORD_TOKEN: "MTAwMDAwMDAwMDAwMDAwMDAwMQ.wrong.token" });
  expect(await bot.ended).toBe(2);
  expect(bot.logged()).toBe(
    "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.\n",
  );
});
