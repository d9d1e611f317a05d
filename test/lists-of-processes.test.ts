import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSubscriptions } from "../src/announce/subscriptions.js";
import { readData } from "../src/config/data.js";
import { type ListSource, upstreamAt } from "../src/config/list-source.js";
import { parseConfig, readEnvironment } from "../src/config/read-config.js";
import { type ServedLists, serveLists } from "../src/lists/serve-lists.js";
import type { Db } from "../src/store/schema.js";
import { openDatabase } from "../src/wiring/open-database.js";
import { guildId, settings } from "./announce/support.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

/** Two processes on one database, each with its own view of the world; nothing is sent here. */

const data = readData();
const other = "100000000000000002";
let folder: string;
let upstreams: Upstream[];
let closing: (() => Promise<void>)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-processes-"));
  upstreams = [createUpstream(), createUpstream(), createUpstream()];
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  for (const upstream of upstreams) upstream.remove();
  rmSync(folder, { recursive: true });
});

const source = (id: string, upstream: Upstream | undefined): ListSource => ({
  id,
  name: id,
  page: null,
  file: null,
  upstream: upstreamAt(`file://${upstream?.dir}`),
  isPublic: true,
});

async function startProcess(): Promise<ServedLists & { readonly db: Db }> {
  const databaseFile = join(folder, "paperboy.sqlite");
  const { db, close } = await openDatabase(databaseFile);
  const served = await serveLists({
    db,
    config: parseConfig({ DATABASE_FILE: databaseFile, ALLOW_SERVER_LISTS: "true" }),
    sources: [source("one", upstreams[0]), source("two", upstreams[1])],
    data,
    log: pino({ level: "silent" }),
    environment: readEnvironment(),
    allowFile: true,
    onRecorded: () => {},
  });
  closing.push(async () => {
    await served.runners.stop();
    await close();
  });
  return { ...served, db };
}

const titles = (served: ServedLists, guild: string | null) =>
  served.listViewOf(guild).papers.map(({ title }) => title);

test("reposts with two processes: a paper of two lists is one delivery, whoever looks at which list first", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  const [first, second] = [await startProcess(), await startProcess()];
  const subscriptions = createSubscriptions({ db: first.db, checkQuery: () => ({ kind: "valid" }) });
  expect(await subscriptions.save(settings())).toMatchObject({ kind: "created" });
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  await first.runners.check({ only: "one", force: true });
  await second.runners.check({ force: true });
  await first.runners.check({ force: true });
  const deliveries = await second.db.selectFrom("deliveries").select(["paperId", "kind"]).execute();
  expect(deliveries).toEqual([{ paperId: expect.any(String), kind: "added" }]);
  const changes = await first.db.selectFrom("changes").select("listId").orderBy("listId").execute();
  expect(changes).toEqual([{ listId: "one" }, { listId: "two" }]);
  expect(titles(first, null)).toEqual(titles(second, null));
});

test("a paper that two processes meet under two titles, each in its own list, goes by one id in both", async () => {
  upstreams[0]?.commit({ "README.md": list("Alpha Networks") });
  upstreams[1]?.commit({ "README.md": list("Beta Methods") });
  const [first, second] = [await startProcess(), await startProcess()];
  const link = "[[paper](https://arxiv.org/abs/2211.10438)]";
  upstreams[0]?.commit({
    "README.md": `${list("Alpha Networks")}\n- SmoothQuant: Accurate Quantization ${link}\n`,
  });
  await first.runners.check({ only: "one", force: true });
  upstreams[1]?.commit({
    "README.md": `${list("Beta Methods")}\n- SmoothQuant: Accurate Quantization of LLMs ${link}\n`,
  });
  await second.runners.check({ force: true });
  expect(titles(second, null)).toEqual([
    "Alpha Networks",
    "SmoothQuant: Accurate Quantization",
    "Beta Methods",
  ]);
  await first.runners.check({ force: true });
  expect(titles(first, null)).toEqual(titles(second, null));
});

test("what a server adds, chooses and takes out in one process holds in the other", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  upstreams[2]?.commit({ "README.md": list("Gamma Rays of Ours") });
  const [first, second] = [await startProcess(), await startProcess()];
  const wanted = { url: upstreams[2]?.dir ?? "", branch: null, path: null };
  const looked = await first.lists.adding?.look(guildId, wanted);
  if (looked?.kind !== "list") throw new Error(JSON.stringify(looked));
  expect(await second.lists.adding?.add(guildId, looked.offer)).toMatchObject({ kind: "added" });
  await first.follow();
  for (const process of [first, second]) {
    expect(titles(process, guildId)).toEqual(["Alpha Networks", "Gamma Rays of Ours"]);
    expect(titles(process, null)).toEqual(["Alpha Networks"]);
    expect(titles(process, other)).toEqual(["Alpha Networks"]);
  }

  // Another server that adds the same list shares it, and keeps it when the first one takes it out.
  const again = await first.lists.adding?.look(other, wanted);
  if (again?.kind !== "list") throw new Error(JSON.stringify(again));
  expect(again.offer).toBe(looked.offer);
  await first.lists.adding?.add(other, again.offer);
  expect(await second.lists.adding?.remove(guildId, looked.offer)).toBe(true);
  await first.follow();
  expect(titles(first, guildId)).toEqual(["Alpha Networks"]);
  expect(titles(first, other)).toContain("Gamma Rays of Ours");

  expect(await first.lists.adding?.remove(other, looked.offer)).toBe(true);
  await second.follow();
  expect(titles(second, other)).toEqual(["Alpha Networks"]);
  expect(await second.db.selectFrom("upstreams").select("id").orderBy("id").execute()).toEqual([
    { id: "one" },
    { id: "two" },
  ]);
});

test("a server that is gone takes its lists with it, and an offer that nobody took leaves nothing", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  upstreams[2]?.commit({ "README.md": list("Gamma Rays of Ours") });
  const process = await startProcess();
  const wanted = { url: upstreams[2]?.dir ?? "", branch: null, path: null };
  const looked = await process.lists.adding?.look(guildId, wanted);
  if (looked?.kind !== "list") throw new Error(JSON.stringify(looked));
  await process.db.updateTable("addedLists").set({ offeredAt: 0 }).execute();
  await process.follow();
  expect(await process.lists.adding?.add(guildId, looked.offer)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("too old"),
  });

  await process.lists.adding?.look(guildId, wanted);
  await process.lists.adding?.add(guildId, looked.offer);
  expect(process.runners.all()).toHaveLength(3);
  await process.db.deleteFrom("guilds").where("id", "=", guildId).execute();
  await process.follow();
  expect(process.runners.all()).toHaveLength(2);
  const mirrors = () => readdirSync(folder).filter((name) => name.endsWith(".git"));
  for (const name of mirrors()) utimesSync(join(folder, name), 0, 0);
  expect(mirrors()).toHaveLength(3);
  await process.sweep();
  expect(mirrors()).toHaveLength(2);
});
