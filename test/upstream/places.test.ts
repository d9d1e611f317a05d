import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUpstream, list, titles, type Upstream, watch } from "./fixture.js";

const [one, two, three, four] = titles(0, 4) as [string, string, string, string];
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(() => upstream.remove());

const linkTo = (target: string, path: string): void => symlinkSync(target, join(upstream.dir, path));
const remove = (path: string): void => rmSync(join(upstream.dir, path));

describe("a list's file", { timeout: 120_000 }, () => {
  test("may be a symbolic link, also one that comes, is turned elsewhere and goes", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one), "docs/list.md": list(one, two) });
    await bot.check();
    remove("README.md");
    linkTo("docs/list.md", "README.md");
    upstream.commit({});
    await bot.check();
    upstream.commit({ "docs/list.md": list(one, two, three) });
    await bot.check();
    remove("README.md");
    upstream.commit({ "README.md": list(one, two, three, "Four stands alone") });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`, "added Four stands alone"]);
    expect([bot.troubles, bot.skipped]).toEqual([[], []]);
  });

  test("may be behind several links, of files and of folders", async () => {
    upstream.commit({ "lists/2024/papers.md": list(one) });
    linkTo("lists/2024", "now");
    linkTo("now/papers.md", "papers.md");
    linkTo("papers.md", "README.md");
    upstream.commit({});
    const bot = watch(upstream);
    await bot.check();
    upstream.commit({ "lists/2024/papers.md": list(one, two) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${two}`]);
  });

  test("may be spelled otherwise: readme.md", async () => {
    upstream.commit({ "readme.md": list(one) });
    const bot = watch(upstream);
    await bot.check();
    upstream.commit({ "readme.md": list(one, two) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${two}`]);
  });

  test.each([
    ["../list.md", "README.md is a symbolic link that leads out of the repository"],
    ["/etc/hosts", "README.md is a symbolic link that leads out of the repository"],
    ["gone.md", "README.md is a symbolic link to gone.md, which is not there"],
    ["README.md", "README.md is a symbolic link that leads in a circle"],
  ])("that is a link to %s is refused, and a later one is read", async (target, reason) => {
    linkTo(target, "README.md");
    upstream.commit({});
    const bot = watch(upstream);
    expect(await bot.check()).toMatchObject({ kind: "failed", reason: expect.stringContaining(reason) });
    remove("README.md");
    upstream.commit({ "README.md": list(one) });
    expect(await bot.check({ force: true })).toMatchObject({ kind: "changed" });
  });

  test("in a submodule is refused by that name", async () => {
    const head = upstream.commit({ "other.md": "x" });
    upstream.run("update-index", "--add", "--cacheinfo", `160000,${head},lists`);
    upstream.run("commit", "--quiet", "-m", "A submodule");
    const bot = watch(upstream, { paths: ["lists/README.md"] });
    expect(await bot.check()).toMatchObject({
      reason: expect.stringContaining("lists/README.md is in a submodule, which is another repository"),
    });
  });
});

describe("a repository", { timeout: 120_000 }, () => {
  test("with SHA-256 ids is read, and its changes are announced", async () => {
    rmSync(join(upstream.dir, ".git"), { recursive: true });
    upstream.run("init", "--quiet", "--initial-branch=main", "--object-format=sha256");
    upstream.commit({ "README.md": list(one) });
    const bot = watch(upstream);
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    expect(await bot.check()).toMatchObject({
      steps: [{ revision: { sha: expect.stringMatching(/^.{64}$/) } }],
    });
    expect(bot.announced()).toEqual([`added ${two}`]);
  });

  test("whose HEAD names no branch is read if it has one, and otherwise the branches are named", async () => {
    upstream.commit({ "README.md": list(one) });
    upstream.run("symbolic-ref", "HEAD", "refs/heads/gone");
    const bot = watch(upstream);
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    upstream.run("branch", "other", "main");
    expect(await bot.check()).toMatchObject({
      reason: expect.stringMatching(/has no default branch: set the branch .* such as main, other\.$/),
    });
  });

  test.each([
    ["sends whole commits", []],
    [
      "leaves out files until they are asked for",
      ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"],
    ],
  ])("that is shallow, and %s, is read and followed", async (_, allowed) => {
    upstream.commit({ "README.md": list(one) });
    upstream.commit({ "README.md": list(one, two) });
    const shallow = mkdtempSync(join(tmpdir(), "paperboy-shallow-"));
    const inShallow = (...args: string[]) => execFileSync("git", ["-C", shallow, ...args], { stdio: "pipe" });
    inShallow("clone", "--quiet", "--bare", "--depth=1", `file://${upstream.dir}`, ".");
    for (const name of allowed) inShallow("config", name, "true");
    const bot = watch({ dir: shallow });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.served()).toEqual([one, two]);
    for (const titles of [
      [one, two, three],
      [four, one, two, three],
    ]) {
      upstream.commit({ "README.md": list(...titles) });
      upstream.run("push", "--quiet", shallow, "main");
      expect(await bot.check()).toMatchObject({
        kind: "changed",
        steps: [{ changes: [{ kind: "added" }] }],
      });
      expect(bot.served()).toEqual(titles);
    }
    rmSync(shallow, { recursive: true });
  });

  test.skipIf(process.getuid?.() !== 0)("of another user is refused by that name", async () => {
    upstream.commit({ "README.md": list(one) });
    for (const path of ["", ".git"]) chownSync(join(upstream.dir, path), 65534, 65534);
    expect(await watch(upstream).check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("belongs to another user"),
    });
  });
});
