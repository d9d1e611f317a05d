import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseListAddress } from "../../src/upstream/list-address.js";
import { type PreviewDeps, previewList } from "../../src/upstream/preview-list.js";
import { createUpstream, git, list, titles, type Upstream, watch } from "./fixture.js";

const [one, two, three] = titles(0, 3) as [string, string, string];
let upstream: Upstream;
let gitDir: string;
beforeEach(() => {
  upstream = createUpstream();
  upstream.run("config", "uploadpack.allowFilter", "true");
  upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
  gitDir = join(mkdtempSync(join(tmpdir(), "paperboy-preview-")), "list.git");
});
afterEach(() => upstream.remove());

async function preview(
  where: { readonly branch?: string; readonly path?: string } = {},
  deps: Partial<PreviewDeps> = {},
) {
  const address = parseListAddress(`file://${upstream.dir}`, { hosts: [], allowFile: true });
  if (address.kind === "refused") throw new Error(address.reason);
  return previewList({ git, gitDir, ...deps }, { ...address, ...where });
}

describe("a preview of a list", () => {
  test("reads the newest version of its README", async () => {
    upstream.commit({ "README.md": list(one), "large.bin": "x" });
    const sha = upstream.commit({ "README.md": list(one, two), "other.md": "y" });
    expect(await preview()).toEqual({
      kind: "list",
      branch: "main",
      path: "README.md",
      sha,
      markdown: list(one, two),
    });
  });

  test.each([
    [["readme.md", "README.markdown"], "readme.md"],
    [["Readme.MD", "README.md"], "README.md"],
    [["readme.markdown", "README.txt"], "readme.markdown"],
    [["README.rst", "readme.md"], "readme.md"],
    [["README.rst", "README.txt"], "README.rst"],
  ])("finds, among %j, %s", async (names, path) => {
    upstream.commit(Object.fromEntries(names.map((name) => [name, list(one)])));
    expect(await preview()).toMatchObject({ kind: "list", path });
  });

  test("reads the given file, or the README of the given folder, on the given branch", async () => {
    upstream.commit({ "README.md": list(one) });
    upstream.run("checkout", "--quiet", "-b", "dev");
    upstream.commit({ "docs/README.md": list(two), "docs/Paper list.md": list(three) });
    expect(await preview({ branch: "dev", path: "docs/Paper list.md" })).toMatchObject({
      markdown: list(three),
    });
    expect(await preview({ branch: "dev", path: "docs" })).toMatchObject({ path: "docs/README.md" });
  });

  test("leaves nothing on the disk", async () => {
    upstream.commit({ "README.md": list(one) });
    expect(await preview()).toMatchObject({ kind: "list" });
    expect(existsSync(gitDir)).toBe(false);
  });

  test("follows a README that is a symbolic link, and the watcher follows it too", async () => {
    upstream.commit({ "docs/list.md": list(one) });
    symlinkSync("docs/list.md", join(upstream.dir, "README.md"));
    upstream.commit({});
    expect(await preview()).toMatchObject({ path: "README.md", markdown: list(one) });
    const bot = watch(upstream);
    await bot.check();
    upstream.commit({ "docs/list.md": list(one, two) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${two}`]);
  });
});

describe("a failed preview says why in one sentence, and leaves nothing on the disk", () => {
  afterEach(() => expect(existsSync(gitDir)).toBe(false));

  test.each([
    ["is empty", { "README.md": "" }, {}, /README\.md of .* is empty\.$/],
    [
      "is an HTML page",
      { "README.md": "<!doctype html><html></html>" },
      {},
      /is an HTML page, not markdown\.$/,
    ],
    [
      "is too long",
      { "README.md": "x".repeat(2_100_000) },
      {},
      /has 2\.1 MB, more than the maximum of 2 MB\.$/,
    ],
    [
      "does not exist",
      { "docs/README.md": list(one) },
      {},
      /has no README\.md: paste the address of the file/,
    ],
    [
      "is not in the given folder",
      { "docs/a.md": list(one) },
      { path: "docs" },
      /has no README\.md in docs: paste/,
    ],
    ["is not at the given path", { "README.md": list(one) }, { path: "a/b.md" }, /has no file a\/b\.md\.$/],
    [
      "is on another branch",
      { "README.md": list(one) },
      { branch: "dev" },
      /no branch dev: its default branch is main\.$/,
    ],
  ])("because the list %s", async (_what, files, where, reason) => {
    upstream.commit(files);
    expect(await preview(where)).toEqual({ kind: "failed", reason: expect.stringMatching(reason) });
  });

  test.each([
    ["../other/README.md", "leads out of the repository"],
    ["/etc/passwd", "leads out of the repository"],
    ["nowhere.md", "is a symbolic link to nowhere.md, which is not there"],
    ["README.md", "leads in a circle"],
    ["docs", "is a symbolic link to a folder"],
  ])("because the README is a symbolic link to %s", async (target, reason) => {
    upstream.commit({ "docs/a.md": list(one) });
    symlinkSync(target, join(upstream.dir, "README.md"));
    upstream.commit({});
    expect(await preview()).toMatchObject({ kind: "failed", reason: expect.stringContaining(reason) });
  });

  test("because the repository is empty, or is not one", async () => {
    expect(await preview()).toMatchObject({
      reason: expect.stringContaining("is empty or not a git repository: it has no commit."),
    });
    upstream.remove();
    expect(await preview()).toMatchObject({ reason: expect.stringContaining("does not answer") });
  });

  test("because git would write more than the size limit", async () => {
    upstream.run("config", "uploadpack.allowFilter", "false");
    upstream.commit({ "README.md": list(one), "large.bin": randomBytes(3_000_000).toString("base64") });
    expect(await preview({}, { maxFolderBytes: 1_000_000 })).toMatchObject({
      reason: expect.stringMatching(/git wrote more than 1 MB to the disk and was stopped\.$/),
    });
  });

  test("because it takes too long", async () => {
    upstream.commit({ "README.md": list(one) });
    expect(await preview({}, { seconds: 0 })).toMatchObject({
      reason: `file://${upstream.dir} took longer than 0 seconds to answer: try again later.`,
    });
  });
});
