import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readData } from "../../src/config/data.js";
import { type ListSource, upstreamAt } from "../../src/config/list-source.js";
import { readEnvironment } from "../../src/config/read-config.js";
import { createLists, type ListService } from "../../src/lists/create-lists.js";
import { createGitAccess } from "../../src/lists/git-access.js";
import { createListIndex } from "../../src/lists/list-index.js";
import { loadHistory } from "../../src/store/changes.js";
import { loadKnownPapers } from "../../src/store/known-papers.js";
import { openStore } from "../../src/store/open-store.js";
import type { Db } from "../../src/store/schema.js";
import type { Git } from "../../src/upstream/git.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

/** A list is read newest version first; its past, and lists whose host is silent, come later. */

const data = readData();
let folder: string;
let upstream: Upstream;
let closing: (() => Promise<void>)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-loading-"));
  upstream = createUpstream();
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  upstream.remove();
  rmSync(folder, { recursive: true });
});

const source = (id: string, dir = upstream.dir): ListSource => ({
  id,
  name: null,
  page: null,
  file: null,
  upstream: upstreamAt(`file://${dir}`),
  isPublic: true,
});

type Run = Git["run"];

async function start(
  sources: readonly ListSource[],
  through: (run: Run) => Run = (run) => run,
): Promise<ListService & { readonly db: Db; readonly logged: string[] }> {
  const databaseFile = join(folder, "paperboy.sqlite");
  const outcome = await openStore({ path: databaseFile });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  const { db, close } = outcome.store;
  const access = createGitAccess({
    databaseFile,
    environment: readEnvironment(),
    allowFile: true,
    hosts: [],
  });
  const logged: string[] = [];
  const lists = createLists({
    db,
    sources,
    allowServerLists: false,
    gitAccess: { ...access, git: { run: through(access.git.run) } },
    listIndex: createListIndex(data.vocabulary),
    vocabulary: data.vocabulary,
    log: pino({ level: "warn" }, { write: (line) => void logged.push(line) }),
    onRecorded: () => {},
  });
  closing.push(async () => {
    await lists.stop();
    await close();
  });
  return { ...lists, db, logged };
}

const titles = (lists: ListService) => lists.viewOf(null).papers.map(({ title }) => title);
const history = async (db: Db) =>
  (await loadHistory(db, { lists: ["list"] }))
    .map(({ kind, paper }) => `${kind} ${paper.title}`)
    .toReversed();

/** A git that does not answer for some upstream until it is stopped. */
const silentFor =
  (dir: string) =>
  (run: Run): Run =>
  async (args, options) => {
    if (!options?.settings?.["remote.upstream.url"]?.includes(dir)) return run(args, options);
    await new Promise((resolve) => options.signal?.addEventListener("abort", resolve));
    return { kind: "failed", status: null, message: "git was stopped." };
  };

test("the newest version is served first, and its past is recorded after it under the same ids", async () => {
  upstream.commit({ "README.md": list("Alpha Networks", "Gamma Networks") });
  upstream.commit({ "README.md": list("Alpha Networks", "Gamma Networks", "Beta Networks") });
  upstream.commit({ "README.md": list("Alpha Networks", "Beta Networks") });
  const lists = await start([source("list")]);
  await lists.restore();
  await lists.checkUnread();
  expect(titles(lists)).toEqual(["Alpha Networks", "Beta Networks"]);
  const ids = new Set(lists.viewOf(null).papers.map(({ id }) => id));
  await lists.pastsRead();
  expect(await history(lists.db)).toEqual(["added Beta Networks", "removed Gamma Networks"]);
  const known = await loadKnownPapers(lists.db, "list");
  expect([...known.values()].map(({ title }) => title).sort()).toEqual([
    "Alpha Networks",
    "Beta Networks",
    "Gamma Networks",
  ]);
  for (const id of ids) expect(known.has(id)).toBe(true);
});

test("a paper that was in the past alone is not new when it returns", async () => {
  upstream.commit({ "README.md": list("Alpha Networks", "Gamma Networks") });
  upstream.commit({ "README.md": list("Alpha Networks") });
  const lists = await start([source("list")]);
  await lists.restore();
  await lists.checkUnread();
  await lists.pastsRead();
  upstream.commit({ "README.md": list("Alpha Networks", "Gamma Networks", "Delta Networks") });
  await lists.check();
  expect(titles(lists)).toEqual(["Alpha Networks", "Gamma Networks", "Delta Networks"]);
  expect(await history(lists.db)).toEqual(["removed Gamma Networks", "added Delta Networks"]);
});

test("a past that was not read before the bot was stopped is read after its next start", async () => {
  upstream.commit({ "README.md": list("Alpha Networks") });
  upstream.commit({ "README.md": list("Alpha Networks", "Beta Networks") });
  const first = await start([source("list")]);
  await first.restore();
  await first.check({ only: "list" });
  await first.stop();
  expect(await history(first.db)).toEqual([]);
  upstream.commit({ "README.md": list("Alpha Networks", "Beta Networks", "Gamma Networks") });
  const second = await start([source("list")]);
  await second.restore();
  await second.checkUnread();
  expect(titles(second)).toEqual(["Alpha Networks", "Beta Networks"]);
  await second.check();
  await second.pastsRead();
  expect(await history(second.db)).toEqual(["added Beta Networks", "added Gamma Networks"]);
  await second.check();
  await second.pastsRead();
  expect(await history(second.db)).toHaveLength(2);
});

test("where the newest revision is not a list, an earlier one is served", async () => {
  upstream.commit({ "README.md": list("Alpha Networks") });
  upstream.commit({ "README.md": "" });
  const lists = await start([source("list")]);
  await lists.restore();
  await lists.checkUnread();
  expect(titles(lists)).toEqual(["Alpha Networks"]);
});

test("a silent host keeps no other list, is called by its repository, and stopping does not wait for it", async () => {
  const silent = createUpstream();
  try {
    upstream.commit({ "README.md": list("Alpha Networks") });
    const many = Array.from({ length: 12 }, (_, index) => source(`silent-${index}`, silent.dir));
    const lists = await start([...many, source("list")], silentFor(silent.dir));
    await lists.restore();
    const loading = () => lists.viewOf(null).lists.filter(({ isLoading }) => isLoading);
    expect(loading()).toHaveLength(13);
    expect(loading()[0]?.name).toBe(`${silent.dir.split("/").at(-1)} (silent-0)`);
    const reading = lists.checkUnread();
    await vi.waitFor(() => expect(titles(lists)).toEqual(["Alpha Networks"]), { timeout: 60_000 });
    expect(loading()).toHaveLength(12);
    await lists.stop();
    await reading;
    expect(lists.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  } finally {
    silent.remove();
  }
});

test("a list that was read is served after a restart, also where what was kept is damaged", async () => {
  upstream.commit({ "README.md": list("Alpha Networks", "Beta Networks") });
  const first = await start([source("list")]);
  await first.restore();
  await first.checkUnread();
  const before = first.viewOf(null).papers;
  await first.stop();
  const second = await start([source("list")]);
  await second.restore();
  expect(second.viewOf(null).papers).toEqual(before);
  await second.stop();
  await first.db.updateTable("catalogues").set({ content: "damaged" }).execute();
  const third = await start([source("list")]);
  await third.restore();
  expect(third.viewOf(null).papers).toEqual(before);
});
