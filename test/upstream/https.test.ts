import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGit, type Git } from "../../src/upstream/git.js";
import { limitGit, untrustedEnvironment } from "../../src/upstream/limit-git.js";
import { previewList } from "../../src/upstream/preview-list.js";
import { createUpstream, list, titles, type Upstream, watch } from "./fixture.js";
import { type Fault, serveRepositories, whyNoServer } from "./https-server.js";

const [one, two, three, four] = titles(0, 4) as [string, string, string, string];
const missing = whyNoServer();
if (missing !== null) console.warn(`Repositories over https are not tested: ${missing}.`);

let server: Awaited<ReturnType<typeof serveRepositories>>;
let git: Git;
let upstream: Upstream;
let url: string;

const status =
  (code: number, headers = {}): Fault =>
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
    server.inject();
  });
  afterEach(() => upstream.remove());

  const start = async () => {
    upstream.commit({ "README.md": list(one), "papers/2024.md": list(two) });
    const bot = watch({ dir: url }, { git, paths: ["README.md", "papers/2024.md"] });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    return bot;
  };

  test("an unchanged check is one request and runs no git; a new commit is found", async () => {
    const bot = await start();
    await bot.check();
    server.requests.splice(0);
    const { run } = git;
    git.run = () => Promise.reject(new Error("git was run"));
    try {
      for (let times = 0; times < 3; times++) expect(await bot.check()).toEqual({ kind: "unchanged" });
    } finally {
      git.run = run;
    }
    expect(server.requests).toEqual(Array(3).fill("POST /list.git/git-upload-pack"));
    upstream.commit({ "README.md": list(one, three), "papers/2024.md": list(two) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
  });

  test.each<[string, Fault]>([
    [
      "knows no version 2 of the protocol",
      (request) => {
        delete request.headers["git-protocol"];
        return false;
      },
    ],
    [
      "refuses the request",
      (request, response) =>
        request.url?.endsWith("upload-pack") === true &&
        request.headers["user-agent"]?.includes("Paperboy") === true
          ? status(403)(request, response)
          : false,
    ],
    [
      "answers with a page",
      (request, response) => {
        if (request.headers["user-agent"]?.includes("Paperboy") !== true) return false;
        response.end("<html></html>");
        return true;
      },
    ],
    [
      "answers with half a line",
      (request, response) => {
        if (request.headers["user-agent"]?.includes("Paperboy") !== true) return false;
        response
          .writeHead(200, { "content-type": "application/x-git-upload-pack-result" })
          .end("003d0123 HE");
        return true;
      },
    ],
  ])("git is asked where a server %s", async (_, fault) => {
    const bot = await start();
    server.inject(fault);
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    upstream.commit({ "README.md": list(one, four), "papers/2024.md": list(two) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
  });
  const preview = (options: { readonly seconds?: number; readonly git?: Git } = {}) => {
    const gitDir = join(mkdtempSync(join(tmpdir(), "paperboy-preview-")), "list.git");
    const address = { kind: "address", url, branch: null, path: null, page: "127.0.0.1/list" } as const;
    return previewList({ git, gitDir, ...options }, address);
  };

  test("that redirects is followed for the operator, and for servers refused by that name", async () => {
    upstream.commit({ "README.md": list(one) });
    const moved = server.add("moved.git", upstream.dir);
    server.inject((request, response) => {
      if (!request.url?.startsWith("/list.git")) return false;
      response.writeHead(301, { location: request.url.replace("/list.git", "/moved.git") }).end();
      return true;
    });
    expect(await watch({ dir: url }, { git }).check()).toMatchObject({ kind: "changed" });
    const untrusted = createGit({
      environment: untrustedEnvironment({ ...process.env, GIT_SSL_CAINFO: server.certificate }),
      allowFile: false,
      isTrusted: false,
    });
    const before = server.requests.filter((request) => request.includes("/moved.git")).length;
    const refused = expect.stringMatching(/has moved: its host redirects to another address\./);
    expect(await preview({ git: untrusted })).toEqual({ kind: "failed", reason: refused });
    expect(await watch({ dir: url }, { git: untrusted }).check()).toMatchObject({ reason: refused });
    expect(server.requests.filter((request) => request.includes("/moved.git"))).toHaveLength(before);
    expect(moved).toContain("moved.git");
  });

  test("is read, and its changes are announced", async () => {
    const bot = await start();
    expect(bot.served()).toEqual([one, two]);
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    upstream.commit({ "README.md": list(one, three) });
    upstream.commit({ "papers/2024.md": list(two, four) });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: false, steps: [{}, {}] });
    expect(bot.announced()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("gets one request if nothing is new, and one for all file contents if much is new", async () => {
    for (let i = 1; i < 30; i++) upstream.commit({ "README.md": list(...titles(0, i)) });
    const wide = randomBytes(1_000_000).toString("base64");
    upstream.commit({ "README.md": list(...titles(0, 30)), "large.bin": wide });
    const bot = watch({ dir: url }, { git });
    server.requests.length = 0;
    expect((await bot.check()).kind).toBe("changed");
    // Refs, commits and trees, contents: each a handshake and one or two requests.
    expect(server.requests.length).toBeLessThanOrEqual(9);
    expect(bot.store.steps).toHaveLength(30);
    server.requests.length = 0;
    await bot.check();
    expect(server.requests).toHaveLength(1);
    const objects = ["cat-file", "--batch-check=%(objecttype) %(objectsize)", "--batch-all-objects"];
    const stored = await git.run([`--git-dir=${bot.gitDir}`, ...objects]);
    expect(stored.kind === "ok" && stored.output.toString()).not.toMatch(new RegExp(`${wide.length}`));
  });

  test("is fetched without its older history", async () => {
    const commit =
      "commit refs/heads/main\ncommitter Someone <someone@example.org> 1600000000 +0000\ndata 0\n\n";
    upstream.feed(commit.repeat(520), "fast-import", "--quiet");
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
    ["a web page", status(200, { "content-type": "text/html" }), "not a git repository"],
    ["a closed connection", (request) => Boolean(request.socket.destroy()), "git says"],
    [
      "a redirect to itself",
      (_, response) => Boolean(response.writeHead(302, { location: "/list.git/info/refs" }).end()),
      "git says",
    ],
    [
      "a redirect to http",
      status(301, { location: "http://127.0.0.1:9/list.git/info/refs?service=git-upload-pack" }),
      "git says",
    ],
  ] satisfies [string, Fault, string][])(
    "that answers with %s leaves the last good list, and is read when it recovers",
    async (_what, fault, reason) => {
      const bot = await start();
      upstream.commit({ "README.md": list(one, three) });
      server.inject(fault);
      expect(await bot.check()).toMatchObject({ kind: "failed", reason: expect.stringContaining(reason) });
      expect(bot.served()).toEqual([one, two]);
      server.inject();
      expect(await bot.check({ force: true })).toMatchObject({ kind: "changed" });
      expect(bot.announced()).toEqual([`added ${three}`]);
      expect(bot.troubles).toEqual([expect.stringContaining(reason), null]);
    },
  );

  test("that closes the connection within any of its answers leaves the last good list", async () => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, three) });
    upstream.commit({ "README.md": list(one, three, four) });
    let kind: string | null = null;
    let good = 0;
    for (; kind !== "changed" && good < 12; good++) {
      let left = good;
      server.inject((request, response) => {
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
    expect(bot.announced()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("that is slow is waited for until the time limit", async () => {
    server.inject(async () => wait(300, false));
    await start();
    const limited = limitGit(git, { until: Date.now() + 700 });
    const bot = watch({ dir: url }, { git: limited });
    expect(await bot.check()).toMatchObject({ kind: "failed" });
    expect(await preview({ seconds: 0.5 })).toEqual({
      kind: "failed",
      reason: "127.0.0.1/list took longer than 0.5 seconds to answer: try again later.",
    });
  });

  test("that redirects to its new address is followed", async () => {
    server.inject((request, response) => {
      if (!request.url?.startsWith("/old.git/")) return false;
      return Boolean(response.writeHead(301, { location: request.url.replace("old.git", "list.git") }).end());
    });
    upstream.commit({ "README.md": list(one) });
    const bot = watch({ dir: url.replace("list.git", "old.git") }, { git });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": list(one, two, three) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`]);
  });

  test("is previewed, and a private or missing one gives one and the same answer", async () => {
    upstream.commit({ "readme.md": list(one) });
    expect(await preview()).toMatchObject({ kind: "list", path: "readme.md", markdown: list(one) });
    for (const code of [401, 403, 404]) {
      server.inject(status(code, { "www-authenticate": 'Basic realm="x"' }));
      expect(await preview()).toEqual({
        kind: "failed",
        reason: "There is no public repository at 127.0.0.1/list: check the address.",
      });
    }
  });

  test("is read with the operator's passwords for the operator only", async () => {
    const home = mkdtempSync(join(tmpdir(), "paperboy-home-"));
    writeFileSync(join(home, ".netrc"), "machine 127.0.0.1 login operator password secret\n", {
      mode: 0o600,
    });
    const environment = { ...process.env, HOME: home, GIT_SSL_CAINFO: server.certificate };
    upstream.commit({ "README.md": list(one) });
    server.inject((request, response) => {
      if (request.headers.authorization !== undefined) return false;
      response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
      return true;
    });
    const operatorGit = createGit({ environment, allowFile: false });
    expect(await preview({ git: operatorGit })).toMatchObject({ kind: "list" });
    const untrustedGit = createGit({ environment: untrustedEnvironment(environment), allowFile: false });
    expect(await preview({ git: untrustedGit })).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("There is no public repository"),
    });
  });

  test("with an untrusted certificate is refused", async () => {
    const strict = createGit({ environment: { ...process.env, GIT_SSL_NO_VERIFY: "1" }, allowFile: false });
    upstream.commit({ "README.md": list(one) });
    expect(await watch({ dir: url }, { git: strict }).check()).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/certificate/i),
    });
  });
});
