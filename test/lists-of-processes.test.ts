import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSubscriptions } from "../src/announce/subscriptions.js";
import { createVenueRegistry } from "../src/catalogue/venues.js";
import { readData } from "../src/config/data.js";
import { type ListSource, upstreamAt } from "../src/config/list-source.js";
import { readEnvironment } from "../src/config/read-config.js";
import { createLists, type ListService } from "../src/lists/create-lists.js";
import { createGitAccess } from "../src/lists/git-access.js";
import { createListIndex } from "../src/lists/list-index.js";
import { watchSignals } from "../src/processes/watch-signals.js";
import { packCatalogue, unpackCatalogue } from "../src/reading/packed-catalogue.js";
import { addedListsOfGuild, insertAddedList } from "../src/store/added-lists.js";
import { saveGuildJoined } from "../src/store/guilds.js";
import { saveListChoices } from "../src/store/list-choices.js";
import type { Git } from "../src/upstream/git.js";
import { guildId, settings } from "./announce/support.js";
import { createDatabase, isPostgres, type TestDatabase } from "./support/database.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

/** Two processes on one database, each with its own view of the world; nothing is sent here. */

const data = readData();
const other = "100000000000000002";
let folder: string;
let database: TestDatabase;
let upstreams: Upstream[];
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  database = await createDatabase();
  folder = mkdtempSync(join(tmpdir(), "paperboy-processes-"));
  upstreams = [createUpstream(), createUpstream(), createUpstream()];
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await database.close();
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

interface OpenOptions {
  readonly vocabulary?: typeof data.vocabulary;
  readonly only?: readonly string[];
}

/** A process that has not read its lists yet. `fetches`: how often it has asked an upstream. */
async function openProcess({ vocabulary = data.vocabulary, only }: OpenOptions = {}) {
  const databaseFile = join(folder, "paperboy.sqlite");
  const db = await database.open();
  const access = createGitAccess({
    databaseFile,
    environment: readEnvironment(),
    allowFile: true,
    hosts: [],
  });
  let fetches = 0;
  const git: Git = {
    run: (args, options) => {
      if (args.includes("ls-remote")) fetches += 1;
      return access.git.run(args, options);
    },
  };
  const sources = [source("one", upstreams[0]), source("two", upstreams[1])];
  const lists = createLists({
    db,
    sources: sources.filter(({ id }) => only?.includes(id) ?? true),
    allowServerLists: true,
    gitAccess: { ...access, git },
    listIndex: createListIndex(data.vocabulary),
    vocabulary,
    log: pino({ level: "silent" }),
    onRecorded: () => {},
  });
  closing.push(() => lists.stop());
  return { ...lists, db, fetches: () => fetches };
}

async function startProcess(options: OpenOptions = {}) {
  const process = await openProcess(options);
  await process.restore();
  await process.checkUnread();
  return process;
}

const titles = (lists: ListService, guild: string | null) =>
  lists.viewOf(guild).papers.map(({ title }) => title);

test("a paper of two lists is one delivery, whichever of two processes checks which list first", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  const [first, second] = [await startProcess(), await startProcess()];
  const subscriptions = createSubscriptions({
    db: first.db,
    checkQuery: () => ({ kind: "valid" }),
    readFilter: () => () => true,
  });
  expect(await subscriptions.save(settings())).toMatchObject({ kind: "created" });
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  await first.check({ only: "one", force: true });
  await second.check({ force: true });
  await first.check({ force: true });
  const deliveries = await second.db.selectFrom("deliveries").select(["paperId", "kind"]).execute();
  expect(deliveries).toEqual([{ paperId: expect.any(String), kind: "added" }]);
  const changes = await first.db.selectFrom("changes").select("listId").orderBy("listId").execute();
  expect(changes).toEqual([{ listId: "one" }, { listId: "two" }]);
  expect(titles(first, null)).toEqual(titles(second, null));
});

test("a paper that two processes read under two titles, each in another list, has one id in both", async () => {
  upstreams[0]?.commit({ "README.md": list("Alpha Networks") });
  upstreams[1]?.commit({ "README.md": list("Beta Methods") });
  const [first, second] = [await startProcess(), await startProcess()];
  const link = "[[paper](https://arxiv.org/abs/2211.10438)]";
  upstreams[0]?.commit({
    "README.md": `${list("Alpha Networks")}\n- SmoothQuant: Accurate Quantization ${link}\n`,
  });
  await first.check({ only: "one", force: true });
  upstreams[1]?.commit({
    "README.md": `${list("Beta Methods")}\n- SmoothQuant: Accurate Quantization of LLMs ${link}\n`,
  });
  await second.check({ force: true });
  expect(titles(second, null)).toEqual([
    "Alpha Networks",
    "SmoothQuant: Accurate Quantization",
    "Beta Methods",
  ]);
  await first.check({ force: true });
  expect(titles(first, null)).toEqual(titles(second, null));
});

test("lists that a server adds, chooses or takes out in one process change in the other", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  upstreams[2]?.commit({ "README.md": list("Gamma Rays of Ours") });
  const [first, second] = [await startProcess(), await startProcess()];
  const request = { url: upstreams[2]?.dir ?? "", branch: null, path: null };
  const preview = await first.adding?.preview(guildId, request);
  if (preview?.kind !== "list") throw new Error(JSON.stringify(preview));
  expect(await second.adding?.add(guildId, preview.offer)).toMatchObject({ kind: "added" });
  await first.refresh();
  for (const process of [first, second]) {
    expect(titles(process, guildId)).toEqual(["Alpha Networks", "Gamma Rays of Ours"]);
    expect(titles(process, null)).toEqual(["Alpha Networks"]);
    expect(titles(process, other)).toEqual(["Alpha Networks"]);
  }

  // Another server that adds the same list shares it, and keeps it when the first one takes it out.
  const again = await first.adding?.preview(other, request);
  if (again?.kind !== "list") throw new Error(JSON.stringify(again));
  expect(again.offer).toBe(preview.offer);
  await first.adding?.add(other, again.offer);
  expect(await second.adding?.remove(guildId, preview.offer)).toBe(true);
  // The first process has not heard of it yet, and an admin chooses among the lists that it still has.
  await first.setVisible(guildId, new Map(["one", preview.offer].map((id) => [id, true])));
  expect(titles(first, guildId)).toEqual(["Alpha Networks"]);
  await first.refresh();
  expect(titles(first, guildId)).toEqual(["Alpha Networks"]);
  expect(first.availableTo(guildId).map(({ id }) => id)).toEqual(["one", "two"]);
  expect(titles(first, other)).toContain("Gamma Rays of Ours");

  expect(await first.adding?.remove(other, preview.offer)).toBe(true);
  await second.refresh();
  expect(titles(second, other)).toEqual(["Alpha Networks"]);
  expect(await second.db.selectFrom("upstreams").select("id").orderBy("id").execute()).toEqual([
    { id: "one" },
    { id: "two" },
  ]);
});

test("a server that is gone takes its added lists with it, and an offer that was never accepted leaves nothing", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  upstreams[2]?.commit({ "README.md": list("Gamma Rays of Ours") });
  const process = await startProcess();
  const request = { url: upstreams[2]?.dir ?? "", branch: null, path: null };
  const preview = await process.adding?.preview(guildId, request);
  if (preview?.kind !== "list") throw new Error(JSON.stringify(preview));
  await process.db.updateTable("addedLists").set({ offeredAt: 0 }).execute();
  await process.refresh();
  expect(await process.adding?.add(guildId, preview.offer)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("expired"),
  });

  await process.adding?.preview(guildId, request);
  await process.adding?.add(guildId, preview.offer);
  expect(await process.checks()).toHaveLength(3);
  await process.db.deleteFrom("guilds").where("id", "=", guildId).execute();
  await process.refresh();
  expect(await process.checks()).toHaveLength(2);
  const mirrors = () => readdirSync(folder).filter((name) => name.endsWith(".git"));
  for (const name of mirrors()) utimesSync(join(folder, name), 0, 0);
  expect(mirrors()).toHaveLength(3);
  await process.sweepMirrors();
  expect(mirrors()).toHaveLength(2);
});

test("processes that start together check each list once and serve what was found; one that starts alone always checks", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  const together = await Promise.all([openProcess(), openProcess(), openProcess()]);
  const start = async ({ restore, checkUnread, checkUnchecked }: ListService) => {
    await restore();
    await checkUnread();
    await checkUnchecked();
  };
  await Promise.all(together.map(start));
  const fetches = () => together.reduce((sum, process) => sum + process.fetches(), 0);
  expect(fetches()).toBe(2);
  for (const process of together) {
    expect(titles(process, null)).toEqual(["Alpha Networks"]);
    const checks = await process.checks();
    expect(checks.map(({ last }) => last?.outcome)).toEqual(["changed", "changed"]);
  }

  upstreams[0]?.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  const alone = await openProcess();
  await start(alone);
  expect(alone.fetches()).toBe(2);
  expect(titles(alone, null)).toEqual(["Alpha Networks", "Beta Methods"]);
});

test("a list that none of the processes can reach is loading in none of them", async () => {
  for (const upstream of upstreams) upstream.remove();
  const both = await Promise.all([startProcess(), startProcess()]);
  for (const process of both) {
    expect(process.viewOf(null).lists.map(({ isLoading }) => isLoading)).toEqual([false, false]);
    const watched = await process.watched();
    expect(watched.map(({ lastReadAt }) => lastReadAt)).toEqual([null, null]);
  }
});

test("what one process has read of a revision the others load, and a process of another release reads it itself", async () => {
  upstreams[0]?.commit({ "README.md": list("Alpha Networks") });
  const only = { only: ["one"] };
  const first = await startProcess(only);
  const kept = () => first.db.selectFrom("catalogues").selectAll().execute();
  /** Changes what was read, so that what is loaded differs from what is read. */
  const mark = async (mark: string) => {
    for (const { reading, content } of await kept()) {
      const catalogue = await unpackCatalogue(content);
      if (catalogue === null) throw new Error("it cannot be unpacked");
      const papers = catalogue.papers.map((paper) => ({ ...paper, title: `${paper.title} ${mark}` }));
      const changed = await packCatalogue({ ...catalogue, papers });
      await first.db
        .updateTable("catalogues")
        .set({ content: changed })
        .where("reading", "=", reading)
        .execute();
    }
  };
  await mark("as loaded");
  const second = await startProcess(only);
  expect(titles(second, null)).toEqual(["Alpha Networks as loaded"]);
  const newer = await startProcess({
    ...only,
    vocabulary: { ...data.vocabulary, venues: createVenueRegistry([]) },
  });
  expect(titles(newer, null)).toEqual(["Alpha Networks"]);
  expect(await kept()).toHaveLength(2);
  expect(titles(await startProcess(only), null)).toEqual(["Alpha Networks as loaded"]);

  upstreams[0]?.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  await first.check({ force: true });
  expect(await kept()).toHaveLength(1);
  await mark("loaded again");
  await second.catchUp();
  expect(titles(second, null)).toEqual(["Alpha Networks loaded again", "Beta Methods loaded again"]);
});

test("two admins who add a server's last two lists at once, in two processes, do not exceed its limit", async () => {
  for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
  const [first, second] = [await startProcess(), await startProcess()];
  const ids = ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6"];
  await first.db.transaction().execute(async (trx) => {
    await saveGuildJoined(trx, guildId);
    for (const [index, id] of ids.entries()) {
      const path = `${index}.md`;
      const url = `file://${upstreams[2]?.dir}`;
      const addedAt = index < 4 ? 1 : null;
      await insertAddedList(trx, { id, url, branch: null, path, name: id, offeredAt: Date.now(), addedAt });
    }
    await saveListChoices(
      trx,
      ids.slice(0, 4).map((listId) => ({ guildId, listId, visible: true })),
    );
  });
  const outcomes = await Promise.all([first.adding?.add(guildId, "a.5"), second.adding?.add(guildId, "a.6")]);
  expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(["added", "refused"]);
  expect(await addedListsOfGuild(first.db, guildId)).toHaveLength(5);
});

test.runIf(isPostgres)(
  "a revision and what a server chooses reach another process as the database says so, without its asking (skipped on SQLite, which tells nobody)",
  async () => {
    for (const upstream of upstreams) upstream.commit({ "README.md": list("Alpha Networks") });
    const [first, second] = [await startProcess(), await startProcess()];
    const { db, listen } = await database.openStore();
    const signals = await watchSignals({
      db,
      listen,
      handlers: { lists: second.catchUp, choices: second.refresh, notices: async () => {} },
      onError: (error) => {
        throw error;
      },
      interval: 24 * 3_600_000,
    });
    closing.unshift(signals.stop);
    upstreams[0]?.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
    await first.check({ force: true });
    await first.setVisible(guildId, new Map([["one", false]]));
    await expect
      .poll(() => [titles(second, null), titles(second, guildId)], { timeout: 60_000 })
      .toEqual([["Alpha Networks", "Beta Methods"], ["Alpha Networks"]]);
  },
);
