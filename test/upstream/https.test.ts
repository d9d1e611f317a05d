import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGit, type Git } from "../../src/upstream/git.js";
import { environmentForStrangers, limitGit } from "../../src/upstream/limit-git.js";
import { previewList } from "../../src/upstream/preview-list.js";
import { createUpstream, list, titles, type Upstream, watch } from "./fixture.js";
import { serveRepositories, type Trouble, whyNoServer } from "./https-server.js";

const [one, two, three, four] = titles(0, 4) as [string, string, string, string];
const missing = whyNoServer();
if (missing !== null) console.warn(`Repositories over https are not tested: ${missing}.`);

let server: Awaited<ReturnType<typeof serveRepositories>>;
let git: Git;
let upstream: Upstream;
let url: string;

const status =
  (code: number, headers = {}): Trouble =>
  (_request, response) => {
    response.writeHead(code, headers).end("<html><body>Sorry</body></html>");
    return true;
  };

describe.skipIf(missing !== null)("an upstream over https", () => {
  beforeAll(async () => {
    server = await serveRepositories();
    git = createGit({
      environment: { ...process.env, GIT_SSL_CAINFO: server.certificate },
      allowFile: false,
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    upstream = createUpstream();
    upstream.run("config", "uploadpack.allowFilter", "true");
    upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
    url = server.add("list.git", upstream.dir);
    server.meet();
  });
  afterEach(() => upstream.remove());

  const start = async () => {
    upstream.commit({ "README.md": list(one), "papers/2024.md": list(two) });
    const bot = watch({ dir: url }, { git, paths: ["README.md", "papers/2024.md"] });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    return bot;
  };
  const look = (options: { readonly seconds?: number; readonly git?: Git } = {}) => {
    const gitDir = join(mkdtempSync(join(tmpdir(), "paperboy-look-")), "list.git");
    const address = { kind: "address", url, branch: null, path: null, page: "127.0.0.1/list" } as const;
    return previewList({ git, gitDir, ...options }, address);
  };

  test("is seen, and its changes are told", async () => {
    const bot = await start();
    expect(bot.served()).toEqual([one, two]);
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    upstream.commit({ "README.md": list(one, three) });
    upstream.commit({ "papers/2024.md": list(two, four) });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: false, steps: [{}, {}] });
    expect(bot.told()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("is asked little: twice where nothing is new, and for all contents at once where much is", async () => {
    for (let i = 1; i < 30; i++) upstream.commit({ "README.md": list(...titles(0, i)) });
    const wide = randomBytes(1_000_000).toString("base64");
    upstream.commit({ "README.md": list(...titles(0, 30)), "large.bin": wide });
    const bot = watch({ dir: url }, { git });
    server.requests.length = 0;
    expect((await bot.check()).kind).toBe("changed");
    // Refs, commits and folders, contents: a greeting and one or two questions each.
    expect(server.requests.length).toBeLessThanOrEqual(9);
    expect(bot.store.steps).toHaveLength(30);
    server.requests.length = 0;
    await bot.check();
    expect(server.requests).toHaveLength(2);
    const objects = ["cat-file", "--batch-check=%(objecttype) %(objectsize)", "--batch-all-objects"];
    const stored = await git.run([`--git-dir=${bot.gitDir}`, ...objects]);
    expect(stored.kind === "ok" && stored.output.toString()).not.toMatch(new RegExp(`${wide.length}`));
  });

  test("is given no more of its past than is looked at", async () => {
    for (let i = 0; i < 520; i++) upstream.run("commit", "--quiet", "--allow-empty", "-m", "Nothing");
    upstream.commit({ "README.md": list(one) });
    const bot = watch({ dir: url }, { git });
    await bot.check();
    const counted = await git.run([`--git-dir=${bot.gitDir}`, "rev-list", "--count", "refs/paperboy/tip"]);
    expect(counted.kind === "ok" && counted.output.toString().trim()).toBe("500");
  });

  test.each([
    ["500", status(500), "error: 500"],
    ["404", status(404), "not found"],
    ["401", status(401, { "www-authenticate": 'Basic realm="x"' }), "could not read Username"],
    ["a web page", status(200, { "content-type": "text/html" }), "no git repository"],
    ["a broken line", (request) => Boolean(request.socket.destroy()), "git says"],
    [
      "a way back",
      (_, response) => Boolean(response.writeHead(302, { location: "/list.git/info/refs" }).end()),
      "git says",
    ],
    [
      "http",
      status(301, { location: "http://127.0.0.1:9/list.git/info/refs?service=git-upload-pack" }),
      "git says",
    ],
  ] satisfies [string, Trouble, string][])(
    "that answers with %s leaves the last good list, and goes on after",
    async (_what, trouble, reason) => {
      const bot = await start();
      upstream.commit({ "README.md": list(one, three) });
      server.meet(trouble);
      expect(await bot.check()).toMatchObject({ kind: "failed", reason: expect.stringContaining(reason) });
      expect(bot.served()).toEqual([one, two]);
      server.meet();
      expect(await bot.check({ force: true })).toMatchObject({ kind: "changed" });
      expect(bot.told()).toEqual([`added ${three}`]);
      expect(bot.troubles).toEqual([expect.stringContaining(reason), null]);
    },
  );

  test("that breaks off in the middle of an answer leaves the last good list, whichever answer it is", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, three) });
    upstream.commit({ "README.md": list(one, three, four) });
    let kind: string | null = null;
    let good = 0;
    for (; kind !== "changed" && good < 12; good++) {
      let left = good;
      server.meet((request, response) => {
        if (left-- > 0) return false;
        return Boolean(
          response.writeHead(200).write("0032") && setTimeout(() => request.socket.destroy(), 20),
        );
      });
      kind = (await bot.check({ force: true })).kind;
      if (kind === "failed") expect(bot.served()).toEqual([one, two]);
    }
    expect(kind).toBe("changed");
    expect(good).toBeGreaterThan(3);
    expect(bot.told()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("that is slow is waited for, as long as there is time", async () => {
    server.meet(async () => wait(300, false));
    await start();
    const limited = limitGit(git, { until: Date.now() + 700 });
    const bot = watch({ dir: url }, { git: limited });
    expect(await bot.check()).toMatchObject({ kind: "failed" });
    expect(await look({ seconds: 0.5 })).toEqual({
      kind: "failed",
      reason: "127.0.0.1/list took longer than 0.5 seconds to answer: try again later.",
    });
  });

  test("that was moved is followed to where it is now", async () => {
    server.meet((request, response) => {
      if (!request.url?.startsWith("/old.git/")) return false;
      return Boolean(response.writeHead(301, { location: request.url.replace("old.git", "list.git") }).end());
    });
    upstream.commit({ "README.md": list(one) });
    const bot = watch({ dir: url.replace("list.git", "old.git") }, { git });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    expect(bot.told()).toEqual([`added ${two}`, `added ${three}`]);
  });

  test("is looked at, with what a page says where it is not for everybody", async () => {
    upstream.commit({ "readme.md": list(one) });
    expect(await look()).toMatchObject({ kind: "list", path: "readme.md", markdown: list(one) });
    for (const code of [401, 403, 404]) {
      server.meet(status(code, { "www-authenticate": 'Basic realm="x"' }));
      expect(await look()).toEqual({
        kind: "failed",
        reason: "There is no repository at 127.0.0.1/list that everybody may read: check the address.",
      });
    }
  });

  test("is read with the operator's passwords for the operator alone", async () => {
    const home = mkdtempSync(join(tmpdir(), "paperboy-home-"));
    writeFileSync(join(home, ".netrc"), "machine 127.0.0.1 login operator password secret\n", {
      mode: 0o600,
    });
    const environment = { ...process.env, HOME: home, GIT_SSL_CAINFO: server.certificate };
    upstream.commit({ "README.md": list(one) });
    server.meet((request, response) => {
      if (request.headers.authorization !== undefined) return false;
      response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
      return true;
    });
    const theirs = createGit({ environment, allowFile: false });
    expect(await look({ git: theirs })).toMatchObject({ kind: "list" });
    const strangers = createGit({ environment: environmentForStrangers(environment), allowFile: false });
    expect(await look({ git: strangers })).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("that everybody may read"),
    });
  });

  test("with a certificate that nobody vouches for is not asked", async () => {
    const strict = createGit({ environment: { ...process.env, GIT_SSL_NO_VERIFY: "1" }, allowFile: false });
    upstream.commit({ "README.md": list(one) });
    expect(await watch({ dir: url }, { git: strict }).check()).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/certificate/i),
    });
  });
});
