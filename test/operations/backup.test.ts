import { copyFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptPresent } from "../../src/cli/baseline.js";
import { parseConfig } from "../../src/config/read-config.js";
import { messageOf, type Paperboy, startPaperboy } from "../paperboy.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

let upstream: Upstream;
let paperboy: Paperboy;
let backup: string;
const papers = ["Alpha Networks"];
const older = () => paperboy.logged.filter((line) => line.includes("older than the newest announcement"));

beforeAll(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list(...papers) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
  backup = `${paperboy.databaseFile}-backup`;
  const ada = paperboy.person("Ada");
  await ada.press(messageOf(await ada.run("subscribe")), "Save");
  await announce("Beta Methods");
  await paperboy.halt();
  copyFileSync(paperboy.databaseFile, backup);
  await paperboy.restart();
  await announce("Gamma Layers");
});
afterAll(async () => {
  await paperboy.stop();
  upstream.remove();
});

/** How often a paper was announced. */
async function times(title: string): Promise<number> {
  const messages = await paperboy.person("Ada").read();
  return messages.filter((one) => one.only_for === undefined && JSON.stringify(one).includes(title)).length;
}

/** Adds a paper to the list, and waits until it is announced. */
async function announce(title: string): Promise<void> {
  papers.push(title);
  upstream.commit({ "README.md": list(...papers) });
  await paperboy.check();
  for (let tries = 0; (await times(title)) === 0; tries++) {
    if (tries > 1200) throw new Error(`${title} was not announced`);
    await sleep(50);
  }
}

/** Stops the bot and puts the backup in place of its database. */
async function restore(): Promise<void> {
  await paperboy.halt();
  for (const end of ["-wal", "-shm"]) rmSync(`${paperboy.databaseFile}${end}`, { force: true });
  copyFileSync(backup, paperboy.databaseFile);
}

const settings = () =>
  parseConfig({
    DATABASE_FILE: paperboy.databaseFile,
    UPSTREAM_URL: `file://${upstream.dir}`,
    DISCORD_TOKEN: paperboy.sandbox.token,
  });

test("paperboy baseline is refused while the bot runs", async () => {
  await expect(acceptPresent(settings(), { allowFile: true })).rejects.toThrow(/stop it first/);
});

test("a bot that goes on with its own database says nothing of its age", async () => {
  await paperboy.restart();
  await announce("Delta Models");
  expect(older()).toEqual([]);
});

test("after an old backup and paperboy baseline nothing is announced again, and what is new is", async () => {
  await restore();
  expect(await acceptPresent(settings(), { allowFile: true })).toBe(0);
  await paperboy.restart();
  await announce("Epsilon Training");
  expect(await times("Gamma Layers")).toBe(1);
  expect(await times("Delta Models")).toBe(1);
  expect(older()).toEqual([]);
});

test("after an old backup without it the bot says that its database is older than its newest message", async () => {
  await restore();
  await paperboy.restart();
  for (let tries = 0; older().length === 0 && tries < 400; tries++) await sleep(25);
  expect(older()).toHaveLength(1);
  expect(older()[0]).toContain("paperboy baseline");
});
