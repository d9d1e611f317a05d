import { existsSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createMemoryStore,
  createUpstream,
  git,
  list,
  readingOf,
  titles,
  type Upstream,
  watch,
} from "./fixture.js";

const [one, two, three, four, five, six] = titles(0, 6) as [string, string, string, string, string, string];
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(() => upstream.remove());

describe("the watcher", () => {
  test("announces nothing on the first check, then each revision's changes with its commit", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{ mode: "none", changes: [] }] });
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    const [second, third] = [
      upstream.commit({ "README.md": list(one, two, three) }),
      upstream.commit({ "README.md": list(four, one, two, three) }),
    ];
    expect(await bot.check()).toMatchObject({
      kind: "changed",
      rewritten: false,
      steps: [
        {
          revision: { sha: second, date: expect.stringMatching(/^2023-11-15T00:13:20(?:Z|\+00:00)$/) },
          changes: [{ kind: "added", paper: { title: three } }],
        },
        { revision: { sha: third }, changes: [{ kind: "added", paper: { title: four } }] },
      ],
    });
    expect(bot.served()).toEqual([four, one, two, three]);
    expect(bot.troubles).toEqual([]);
  });

  test("does not read a list above the maximal length, and keeps serving the last good one", async () => {
    const bot = watch(upstream, { reading: readingOf({ maxLength: 500 }) });
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(...titles(0, 30)) });
    expect(await bot.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("more than the maximum of 0.0 MB"),
    });
    expect(bot.served()).toEqual([one]);
  });

  test("reports a commit without changes of the list as unchanged, and reads it once", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two) });
    await bot.check();
    upstream.commit({ "other.txt": "news" });
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    bot.store.load = () => Promise.reject(new Error("checked again"));
    expect(await bot.check()).toEqual({ kind: "unchanged" });
  });

  test("serves the last accepted list from the store without network", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two) });
    await bot.check();
    upstream.remove();
    const again = watch(upstream, { store: bot.store });
    expect(await again.restore()).toBe(true);
    expect(again.served()).toEqual([one, two]);
    expect(await again.check()).toMatchObject({ kind: "failed" });
    expect(again.served()).toEqual([one, two]);
    expect(await watch(upstream).restore()).toBe(false);
  });

  test("continues from its cursor with a new mirror, revision by revision", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three) });
    rmSync(bot.gitDir, { recursive: true });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: false, steps: [{}, {}] });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`]);
  });

  test("removes stale locks and partial downloads of a killed git from its mirror", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    const leftovers = ["shallow.lock", "refs/paperboy/tip.lock", "objects/pack/tmp_pack_Ab3"].map((name) =>
      join(bot.gitDir, name),
    );
    for (const path of leftovers) {
      writeFileSync(path, "x");
      utimesSync(path, 1, 1);
    }
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(leftovers.filter(existsSync)).toEqual([]);
  });

  test("replaces a broken mirror", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    rmSync(join(bot.gitDir, "objects"), { recursive: true });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toEqual([`added ${two}`]);
  });

  test("fetches only the file contents that it reads, if the server supports that", async () => {
    const bot = watch(upstream);
    upstream.run("config", "uploadpack.allowFilter", "true");
    upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
    upstream.commit({ "README.md": list(one), "large.bin": "x".repeat(1_000_000) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three), "larger.bin": "y".repeat(1_000_000) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    const objects = ["cat-file", "--batch-check=%(objecttype) %(objectsize)", "--batch-all-objects"];
    const stored = await git.run([`--git-dir=${bot.gitDir}`, ...objects]);
    expect(stored.kind === "ok" && stored.output.toString()).toMatch(/blob/);
    expect(stored.kind === "ok" && stored.output.toString()).not.toMatch(/1000000/);
  });

  test("reads a merge along its first parent, as one revision", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.run("checkout", "--quiet", "-b", "topic");
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three) });
    upstream.run("checkout", "--quiet", "main");
    upstream.run("merge", "--quiet", "--no-ff", "-m", "Merge", "topic");
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{ changes: [{}, {}] }] });
  });

  test("follows a list that a commit moves, also if the same commit changes it", async () => {
    const bot = watch(upstream);
    const many = titles(10, 20);
    upstream.commit({ "README.md": list(...many) });
    await bot.check();
    upstream.commit({ "README.md": null, "docs/papers.md": list(...many, one) });
    upstream.commit({ "docs/papers.md": list(...many, one, two) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    expect(bot.store.state).toMatchObject({ files: [{ path: "docs/papers.md" }] });
    upstream.commit({ "docs/papers.md": list(...many, one, two, three) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${one}`, `added ${two}`, `added ${three}`]);
  });

  test("compares a rewritten history as a whole, and announces each new paper once", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    upstream.run("reset", "--quiet", "--hard", "HEAD~1");
    upstream.commit({ "README.md": list(one, two, three, four) });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: true });
    upstream.run("checkout", "--quiet", "--orphan", "fresh");
    upstream.commit({ "README.md": list(one, two, three, four, five) });
    upstream.run("branch", "--quiet", "-M", "fresh", "main");
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: true });
    expect(bot.announced()).toEqual([`added ${three}`, `added ${four}`, `added ${five}`]);
  });

  test("follows a renamed default branch, and says what to do if the old name is configured", async () => {
    const [bot, fixed] = [watch(upstream), watch(upstream, { branch: "main" })];
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    await fixed.check();
    upstream.run("branch", "--quiet", "-m", "main", "trunk");
    upstream.commit({ "README.md": list(one, two) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(await fixed.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/has no branch main\. Its default branch is trunk/),
    });
    expect(fixed.served()).toEqual([one]);
  });

  test("announces in one of two processes: the other is overtaken, and serves the same list", async () => {
    const store = createMemoryStore();
    const [a, b] = [watch(upstream, { store }), watch(upstream, { store })];
    upstream.commit({ "README.md": list(one) });
    await a.check();
    await b.check();
    upstream.commit({ "README.md": list(one, two) });
    const outcomes = await Promise.all([a.check(), b.check()]);
    expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === "changed")).toHaveLength(1);
    await Promise.all([a.check(), b.check()]);
    expect([a.served(), b.served()]).toEqual([
      [one, two],
      [one, two],
    ]);
    expect(a.announced()).toEqual([`added ${two}`]);
  });

  test("shares its mirror with watchers of other lists of the same repository, also at the same time", async () => {
    upstream.commit({ "a.md": list(one), "b.md": list(two) });
    upstream.run("branch", "other");
    const { gitDir } = watch(upstream);
    const bots = [
      watch(upstream, { gitDir, paths: ["a.md"] }),
      watch(upstream, { gitDir, paths: ["b.md"] }),
      watch(upstream, { gitDir, paths: ["a.md"], branch: "other" }),
    ];
    const kinds = async () => (await Promise.all(bots.map((bot) => bot.check()))).map(({ kind }) => kind);
    expect([await kinds(), bots.flatMap(({ troubles }) => troubles)]).toEqual([
      ["changed", "changed", "changed"],
      [],
    ]);
    for (let i = 0; i < 5; i++) {
      const more = titles(10, 11 + i);
      upstream.run("checkout", "--quiet", "other");
      upstream.commit({ "a.md": list(one, ...more) });
      upstream.run("checkout", "--quiet", "main");
      upstream.commit({ "a.md": list(one, ...more), "b.md": list(two, ...more) });
      expect([await kinds(), bots.flatMap(({ troubles }) => troubles)]).toEqual([
        ["changed", "changed", "changed"],
        [],
      ]);
    }
    expect(bots.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  test("runs one check for two calls at the same time", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    const [a, b] = await Promise.all([bot.check(), bot.check()]);
    expect(a).toBe(b);
  });
});

test("the first papers of a list that never had one are its baseline, also after a restart", async () => {
  const bot = watch(upstream);
  upstream.commit({ "README.md": "# Papers\n\nSoon.\n" });
  expect(await bot.check()).toMatchObject({ kind: "changed" });
  const restarted = watch(upstream, { store: bot.store });
  upstream.commit({ "README.md": list(one, two) });
  upstream.commit({ "README.md": list(one, two, three) });
  expect(await restarted.check()).toMatchObject({
    kind: "changed",
    steps: [{ mode: "none", changes: [] }, {}],
  });
  expect(restarted.served()).toEqual([one, two, three]);
  expect(restarted.announced()).toEqual([`added ${three}`]);
});

describe("a bad revision", () => {
  const conflict = `<<<<<<< HEAD\n${list(one, two)}=======\n${list(one, two, three)}>>>>>>> topic\n`;
  test.each([
    ["is empty", ""],
    ["is an HTML page", "<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>"],
    ["is a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"],
    ["is binary", "\u0000\u0001\u0002"],
    ["has no paper in it", "# Moved\n\nThis list has a new home.\n"],
    ["has 11 MB", `${list(one, two)}${"x".repeat(11_000_000)}`],
    ["is not there", null],
  ])(
    "that %s leaves the last good list, is reported once, and is forgotten when it is fixed",
    async (what, text) => {
      const bot = watch(upstream);
      upstream.commit({ "README.md": list(one, two), "other.md": "Keep" });
      await bot.check();
      upstream.commit({ "README.md": text });
      expect(await bot.check()).toMatchObject({ kind: "failed", reason: expect.stringContaining(what) });
      expect(await bot.check()).toMatchObject({ kind: "waiting" });
      expect(await bot.check({ force: true })).toMatchObject({ kind: "failed" });
      expect(bot.served()).toEqual([one, two]);
      upstream.commit({ "README.md": list(one, two, three) });
      bot.clock.now = 24 * 3_600_000;
      expect(await bot.check()).toMatchObject({ kind: "changed" });
      expect(bot.troubles).toEqual([expect.stringContaining(what), null]);
      expect(bot.announced()).toEqual([`added ${three}`]);
    },
  );

  test("is checked again after twice as long each time, up to six hours, and reported only once", async () => {
    const bot = watch(upstream);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      expect(await bot.check()).toMatchObject({ kind: "failed" });
      const outcome = await bot.check();
      const until = outcome.kind === "waiting" ? outcome.until : 0;
      waits.push(until - bot.clock.now);
      bot.clock.now = until;
    }
    expect(waits.slice(0, 3)).toEqual([60_000, 120_000, 240_000]);
    expect(waits.at(-1)).toBe(6 * 3_600_000);
    upstream.commit({ "README.md": list(one) });
    expect([await bot.check(), await bot.check()]).toMatchObject([
      { kind: "changed" },
      { kind: "unchanged" },
    ]);
    expect(bot.troubles).toEqual([expect.any(String), null]);
  });

  test("between good ones is skipped", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": "" });
    upstream.commit({ "README.md": list(one, two, three) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`]);
  });

  test("on the first check is not accepted", async () => {
    const bot = watch(upstream, { paths: ["LIST.md"] });
    upstream.commit({ "README.md": list(one) });
    expect(await bot.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("LIST.md is not there"),
    });
    expect(bot.store.state).toBeNull();
  });

  test("with a merge conflict is held, and no longer held when the conflict is resolved", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two) });
    await bot.check();
    upstream.commit({ "README.md": conflict });
    expect(await bot.check()).toMatchObject({
      kind: "held",
      held: { reason: expect.stringContaining("conflict") },
    });
    expect(bot.served()).toEqual([one, two]);
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${three}`]);
    expect(await bot.store.loadHeld()).toBeNull();
  });
});

describe("an accident", () => {
  const others = titles(100, 160);
  const start = async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    return bot;
  };

  test("is not a batch of new papers, however large: that is one digest", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, two, three, ...others) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{ mode: "digest" }] });
    expect(bot.announced()).toHaveLength(60);
  });

  test("is held with its reason and its numbers, and the last good list stays", async () => {
    const bot = await start();
    const sha = upstream.commit({ "README.md": list(one, ...others) });
    const held = {
      revision: { sha },
      added: 60,
      removed: 2,
      reason: "It removes 2 of 3 papers.",
    };
    expect(await bot.check()).toMatchObject({ kind: "held", held });
    expect(await bot.store.loadHeld()).toMatchObject(held);
    expect(bot.served()).toEqual([one, two, three]);
  });

  test.each(["announcements", "digest"] as const)("is released as %s", async (mode) => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, ...others) });
    await bot.check();
    expect(await bot.release(mode)).toMatchObject({ kind: "released", step: { mode } });
    expect(bot.announced()).toHaveLength(62);
    expect(bot.served()).toHaveLength(61);
    expect(await bot.release(mode)).toEqual({ kind: "nothing-held" });
    expect(await bot.check()).toEqual({ kind: "unchanged" });
  });

  test("that is released as the new baseline is not announced, but later changes are", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, ...others) });
    await bot.check();
    await bot.release("none");
    upstream.commit({ "README.md": list(one, four, ...others) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${four}`]);
  });

  test("is one that gives other titles to the links of most papers, not one that adds words to them", async () => {
    const bot = watch(upstream);
    const before = titles(0, 20);
    const others = titles(100, 120);
    const text = list(...before);
    const renamed = (rename: (title: string, index: number) => string) =>
      before.reduce((all, title, index) => all.replace(`- ${title} `, `- ${rename(title, index)} `), text);
    upstream.commit({ "README.md": text });
    await bot.check();
    upstream.commit({ "README.md": renamed((title) => `${title}, with an Extended Subtitle`) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    upstream.commit({ "README.md": renamed((_, index) => others[index] ?? "") });
    expect(await bot.check()).toMatchObject({
      kind: "held",
      held: { reason: "It gives other titles to 20 of 20 papers." },
    });
  });

  test("that a later revision reverts is no longer held, and that one's new papers are announced", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one) });
    expect(await bot.check()).toMatchObject({ kind: "held", held: { reason: "It removes 2 of 3 papers." } });
    upstream.commit({ "README.md": list(one, two, three, five) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toEqual([`added ${five}`]);
    expect(await bot.store.loadHeld()).toBeNull();
  });

  test("also holds later revisions, and they are released together", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, ...others) });
    upstream.commit({ "README.md": list(one, ...others, six) });
    expect(await bot.check()).toMatchObject({ kind: "held", held: { added: 61 } });
    await bot.release("digest");
    expect(bot.announced()).toHaveLength(63);
  });

  test("that another process releases is served by this one too", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, ...others) });
    await bot.check();
    await watch(upstream, { store: bot.store }).release("digest");
    await bot.check();
    expect(bot.served()).toHaveLength(61);
  });
});
