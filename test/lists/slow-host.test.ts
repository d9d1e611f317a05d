import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { readData } from "../../src/config/data.js";
import { upstreamAt } from "../../src/config/list-source.js";
import { readEnvironment } from "../../src/config/read-config.js";
import { createLists } from "../../src/lists/create-lists.js";
import { createGitAccess } from "../../src/lists/git-access.js";
import { createListIndex } from "../../src/lists/list-index.js";
import { serialQueue } from "../../src/reading/serial-queue.js";
import { openStore } from "../../src/store/open-store.js";
import type { Git } from "../../src/upstream/git.js";
import { createTurns } from "../../src/upstream/turns.js";
import { createUpstream, list, watch } from "../upstream/fixture.js";

test("a host that does not answer delays no other list", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-slow-"));
  const [slow, quick] = [createUpstream(), createUpstream()];
  for (const upstream of [slow, quick]) upstream.commit({ "README.md": list("Alpha Networks") });
  const databaseFile = join(folder, "paperboy.sqlite");
  const opened = await openStore({ path: databaseFile });
  if (opened.kind !== "open") throw new Error(opened.message);
  const { db, close } = opened.store;
  const access = createGitAccess({
    databaseFile,
    environment: readEnvironment(),
    allowFile: true,
    hosts: [],
  });
  let answer = (): void => {};
  const answers = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const git: Git = {
    async run(args, options) {
      if (options?.settings?.["remote.upstream.url"]?.includes(slow.dir)) await answers;
      return access.git.run(args, options);
    },
  };
  const data = readData();
  const source = (id: string, dir: string) =>
    ({
      id,
      name: id,
      page: null,
      file: null,
      upstream: upstreamAt(`file://${dir}`),
      isPublic: true,
    }) as const;
  const lists = createLists({
    db,
    sources: [source("slow", slow.dir), source("quick", quick.dir)],
    allowServerLists: false,
    gitAccess: { ...access, git },
    listIndex: createListIndex(data.vocabulary),
    vocabulary: data.vocabulary,
    log: pino({ level: "silent" }),
    onRecorded: () => {},
  });
  const counts = () => lists.viewOf(null).lists.map(({ id, papers }) => `${id} ${papers.length}`);
  onTestFinished(async () => {
    await lists.stop();
    await close();
    for (const upstream of [slow, quick]) upstream.remove();
    rmSync(folder, { recursive: true });
  });
  await lists.restore();
  const checked = lists.check({ force: true });
  await vi.waitFor(() => expect(counts()).toEqual(["slow 0", "quick 1"]), { timeout: 60_000 });
  answer();
  await checked;
  expect(counts()).toEqual(["slow 1", "quick 1"]);
});

test("lists keep their order, but one that is ready waits only so long for the one before it", async () => {
  const done: string[] = [];
  const [enqueue, patient] = [serialQueue(), 60_000];
  const takeTurn = createTurns(enqueue, patient);
  const [first, second] = [takeTurn(), takeTurn()];
  const record = (name: string) => async () => void done.push(name);
  const waiting = second.run(record("second")).finally(second.end);
  await first.run(record("first")).finally(first.end);
  await waiting;
  const impatient = createTurns(enqueue, 1);
  impatient();
  await impatient().run(record("third"));
  expect(done).toEqual(["first", "second", "third"]);
});

test("a check with a deadline ends at it, whatever the host does", async () => {
  const upstream = createUpstream();
  onTestFinished(upstream.remove);
  upstream.commit({ "README.md": list("Alpha Networks") });
  const bot = watch(upstream, { limits: { fetch: 0, read: 10 } });
  expect(await bot.check()).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("no time left"),
  });
});
