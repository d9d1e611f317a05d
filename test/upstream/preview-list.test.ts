import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseListAddress } from "../../src/upstream/list-address.js";
import { type LookDeps, previewList } from "../../src/upstream/preview-list.js";
import { createUpstream, git, list, titles, type Upstream, watch } from "./fixture.js";

const [one, two, three] = titles(0, 3) as [string, string, string];
let upstream: Upstream;
let gitDir: string;
beforeEach(() => {
  upstream = createUpstream();
  upstream.run("config", "uploadpack.allowFilter", "true");
  upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
  gitDir = join(mkdtempSync(join(tmpdir(), "paperboy-look-")), "list.git");
});
afterEach(() => upstream.remove());

async function look(
  where: { readonly branch?: string; readonly path?: string } = {},
  deps: Partial<LookDeps> = {},
) {
  const address = parseListAddress(`file://${upstream.dir}`, { allowFile: true });
  if (address.kind === "refused") throw new Error(address.reason);
  return previewList({ git, gitDir, ...deps }, { ...address, ...where });
}

/** What the mirror holds, by type. */
async function stored(type: string): Promise<number> {
  const args = ["cat-file", "--batch-check=%(objecttype)", "--batch-all-objects"];
  const result = await git.run([`--git-dir=${gitDir}`, ...args]);
  const lines = result.kind === "ok" ? result.output.toString().split("\n") : [];
  return lines.filter((line) => line === type).length;
}

describe("a look at a list", () => {
  test("reads the newest version of its README, and fetches nothing else", async () => {
    upstream.commit({ "README.md": list(one), "large.bin": "x" });
    const sha = upstream.commit({ "README.md": list(one, two), "other.md": "y" });
    expect(await look()).toEqual({
      kind: "list",
      branch: "main",
      path: "README.md",
      sha,
      markdown: list(one, two),
    });
    expect([await stored("commit"), await stored("blob")]).toEqual([1, 1]);
  });

  test.each([
    [["readme.md", "README.markdown"], "readme.md"],
    [["Readme.MD", "README.md"], "README.md"],
    [["readme.markdown", "README.txt"], "readme.markdown"],
  ])("finds among %j %s", async (names, path) => {
    upstream.commit(Object.fromEntries(names.map((name) => [name, list(one)])));
    expect(await look()).toMatchObject({ kind: "list", path });
  });

  test("reads the file that was named, or the README of a folder, on the branch that was named", async () => {
    upstream.commit({ "README.md": list(one) });
    upstream.run("checkout", "--quiet", "-b", "dev");
    upstream.commit({ "docs/README.md": list(two), "docs/Paper list.md": list(three) });
    expect(await look({ branch: "dev", path: "docs/Paper list.md" })).toMatchObject({
      markdown: list(three),
    });
    expect(await look({ branch: "dev", path: "docs" })).toMatchObject({ path: "docs/README.md" });
  });

  test("leaves what a watcher needs: it goes on from there, with the past that it remembers", async () => {
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one) });
    upstream.commit({ "README.md": list(one, three) });
    const bot = watch(upstream);
    await look({}, { gitDir: bot.gitDir });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}, {}] });
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    expect(bot.told()).toEqual([]);
  });

  test("takes nothing away from a watcher that is there", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three) });
    expect(await look({}, { gitDir: bot.gitDir })).toMatchObject({ kind: "list" });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: false, steps: [{}, {}] });
    expect(await look({ path: "nowhere.md" }, { gitDir: bot.gitDir })).toMatchObject({ kind: "failed" });
    expect(existsSync(bot.gitDir)).toBe(true);
  });
});

test("a look at a repository that others watch, and that is larger than a look may be, leaves their mirror alone", async () => {
  const bot = watch(upstream);
  upstream.commit({ "README.md": list(one) });
  await bot.check();
  const before = readdirSync(join(bot.gitDir, "objects", "pack"));
  expect(await look({}, { gitDir: bot.gitDir, maxFolderBytes: 1000 })).toMatchObject({ kind: "failed" });
  expect(before.length).toBeGreaterThan(0);
  expect(readdirSync(join(bot.gitDir, "objects", "pack"))).toEqual(before);
});

describe("a look that fails says why in one sentence, and leaves nothing", () => {
  afterEach(() => expect(existsSync(gitDir)).toBe(false));

  test.each([
    ["is empty", { "README.md": "" }, {}, /README\.md of .* is empty\.$/],
    ["is a page", { "README.md": "<!doctype html><html></html>" }, {}, /is an HTML page, not markdown\.$/],
    [
      "is too long",
      { "README.md": "x".repeat(2_100_000) },
      {},
      /has 2\.1 MB, more than the 2 MB of a list\.$/,
    ],
    ["is nowhere", { "docs/README.md": list(one) }, {}, /has no README\.md: paste the address of the file/],
    [
      "is not in the folder",
      { "docs/a.md": list(one) },
      { path: "docs" },
      /has no README\.md in docs: paste/,
    ],
    ["is not where it was named", { "README.md": list(one) }, { path: "a/b.md" }, /has no file a\/b\.md\.$/],
    [
      "is on another branch",
      { "README.md": list(one) },
      { branch: "dev" },
      /no branch dev: its default branch is main\.$/,
    ],
  ])("where the list %s", async (_what, files, where, reason) => {
    upstream.commit(files);
    expect(await look(where)).toEqual({ kind: "failed", reason: expect.stringMatching(reason) });
  });

  test("where the README is a link", async () => {
    upstream.commit({ "a.md": list(one) });
    upstream.run(
      "update-index",
      "--add",
      "--cacheinfo",
      `120000,${upstream.run("rev-parse", "HEAD:a.md")},README.md`,
    );
    upstream.run("commit", "--quiet", "-m", "A link");
    expect(await look()).toMatchObject({ reason: expect.stringContaining("has no README.md") });
  });

  test("where the repository is empty, or is none", async () => {
    expect(await look()).toMatchObject({
      reason: expect.stringContaining("is empty, or no git repository: it has no commit."),
    });
    upstream.remove();
    expect(await look()).toMatchObject({ reason: expect.stringContaining("does not answer") });
  });

  test("where git has to fetch more than may be on the disk", async () => {
    upstream.run("config", "uploadpack.allowFilter", "false");
    upstream.commit({ "README.md": list(one), "large.bin": randomBytes(3_000_000).toString("base64") });
    expect(await look({}, { maxFolderBytes: 1_000_000 })).toMatchObject({
      reason: expect.stringMatching(/git wrote more than 1 MB to the disk and was stopped\.$/),
    });
  });

  test("where it takes too long", async () => {
    upstream.commit({ "README.md": list(one) });
    expect(await look({}, { seconds: 0 })).toMatchObject({
      reason: `file://${upstream.dir} took longer than 0 seconds to answer: try again later.`,
    });
  });
});
