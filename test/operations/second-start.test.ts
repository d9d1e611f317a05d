import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator } from "../../src/sandbox/create-operator.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import { messageOf } from "../paperboy.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
let folder: string;
let sandbox: Sandbox;
let children: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-second-"));
  sandbox = await createSandbox({ port: 0 });
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A real process, what it has printed, and its end. */
function run(args: readonly string[], settings: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, TMPDIR: tmpdir(), LOG_LEVEL: "error", DETAILS: "false", ...settings };
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env });
  children.push(child);
  let printed = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const prints = (text: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => text.test(printed) && resolve(printed);
      listeners.add(look);
      look();
      void ended.then((status) => reject(new Error(`exit ${status}: ${printed}`)));
    });
  return { child, ended, prints, printed: () => printed };
}

const onDiscord = () => ({ DISCORD_TOKEN: sandbox.token, DISCORD_API_URL: sandbox.rest.api });

describe("a bot that is started a second time", () => {
  test("is refused in one sentence; the command line and the first one go on", async () => {
    const first = run(["start"], onDiscord());
    await first.prints(/on Discord/);
    const second = run(["start"], onDiscord());
    expect(await second.ended).toBe(2);
    expect(second.printed()).toMatch(/^Paperboy runs already, [^\n]*\.\n$/);
    expect(second.printed()).not.toContain(sandbox.token);
    const held = run(["held"], onDiscord());
    expect(await held.ended).toBe(1);
    expect(held.printed()).toContain("No revision is held");
    const mira = createPerson({ url: sandbox.url, id: "Mira", channel: "papers" });
    expect(await mira.run("search", { query: "ivit" })).toMatchObject({ kind: "message" });
    expect(first.child.exitCode).toBeNull();
  });

  test("ends with exit status 1, after which it is worth another start, while another program has the database", async () => {
    const database = new SqliteDatabase(join(folder, "paperboy.sqlite"));
    database.exec("begin exclusive; create table t (a)");
    const bot = run(["start"], onDiscord());
    expect(await bot.ended).toBe(1);
    expect(bot.printed()).toContain("Another program has locked the database");
    database.close();
  });

  test("starts at once after the first one was killed, and beside one with another database", async () => {
    const first = run(["start"], onDiscord());
    await first.prints(/on Discord/);
    const elsewhere = run(["start"], { ...onDiscord(), DATABASE_FILE: join(folder, "other.sqlite") });
    await elsewhere.prints(/on Discord/);
    first.child.kill("SIGKILL");
    await first.ended;
    await run(["start"], onDiscord()).prints(/on Discord/);
  });
});

describe("SIGTERM ends a process that is still starting, with status 0", () => {
  const login = "GET /gateway/bot";
  const registration = "GET /applications/:id/commands";

  test.each([
    ["asks Discord whether it may log in", login, {}],
    ["asks Discord for the number of shards", login, { SHARDS: "auto" }],
    ["registers its commands", registration, {}],
  ])("at once, while it %s and has no answer", async (_, route, settings) => {
    const operator = createOperator(sandbox.url);
    await operator.addFault({ kind: "latency", route, ms: 25_000, times: 1 });
    const bot = run(["start"], { ...onDiscord(), ...settings });
    await expect.poll(() => operator.faults(), { timeout: 30_000 }).toEqual([]);
    const start = performance.now();
    bot.child.kill("SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

test("SIGTERM ends a process within ten seconds, with status 0, while Discord does not answer what it sends", async () => {
  const bot = run(["start"], { SANDBOX_PORT: "0" });
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(await bot.prints(/Open http/)) ?? [];
  const operator = createOperator(url);
  const ada = createPerson({ url, id: "Ada", channel: "papers" });
  await ada.press(messageOf(await ada.run("subscribe")), "Save");
  await operator.addFault({ kind: "latency", route: "POST /channels/:id/messages", ms: 25_000, times: 1 });
  await operator.act("upstream", "add", { title: "Beta Methods" });
  const start = performance.now();
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});
