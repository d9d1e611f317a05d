import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createGit, type Git } from "../../src/upstream/git.js";
import { limitGit } from "../../src/upstream/limit-git.js";
import { createUpstream, git, list, type Upstream, watch } from "./fixture.js";

let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list("One") });
});
afterEach(() => upstream.remove());

/** Replaces `git` on the PATH by this shell script. */
function fakeGit(script: string) {
  const bin = mkdtempSync(join(tmpdir(), "paperboy-bin-"));
  writeFileSync(join(bin, "git"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "git"), 0o755);
  const PATH = [bin, process.env.PATH].join(delimiter);
  return createGit({ environment: { PATH }, allowFile: false });
}

describe("git", () => {
  test("refuses folders and remote helpers, also if the user's environment allows them", async () => {
    const strict = createGit({
      environment: { ...process.env, GIT_ALLOW_PROTOCOL: "file:ext" },
      allowFile: false,
    });
    const marker = join(upstream.dir, "ran");
    for (const address of [upstream.dir, `file://${upstream.dir}`, `ext::touch ${marker}`]) {
      expect(await strict.run(["ls-remote", address])).toMatchObject({
        kind: "failed",
        message: expect.stringContaining("not allowed"),
      });
    }
    expect(existsSync(marker)).toBe(false);
  });

  test("runs no hook, neither of the upstream nor of the mirror", async () => {
    const marker = join(upstream.dir, "ran");
    mkdirSync(join(upstream.dir, ".git/hooks"), { recursive: true });
    for (const hook of ["post-checkout", "post-merge", "reference-transaction", "pre-auto-gc", "update"]) {
      writeFileSync(join(upstream.dir, ".git/hooks", hook), `#!/bin/sh\ntouch ${marker}\n`);
      chmodSync(join(upstream.dir, ".git/hooks", hook), 0o755);
    }
    const bot = watch(upstream);
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(join(bot.gitDir, "hooks"))).toBe(false);
  });

  test("is killed with its children when it takes too long", async () => {
    const slow = fakeGit("sleep 600 & sleep 600");
    expect(await slow.run(["version"], { seconds: 0.2 })).toEqual({
      kind: "failed",
      status: null,
      message: "git took longer than 0.2 seconds and was stopped.",
    });
  });

  test("is stopped when it writes too much output", async () => {
    const endless = fakeGit("while :; do echo line; done");
    expect(await endless.run(["log"], { maxBytes: 10_000 })).toMatchObject({
      message: "git wrote more than 10000 bytes and was stopped.",
    });
  });

  test.skipIf(process.platform !== "linux")(
    "is stopped when it takes too much memory, as for a tree bomb (only Linux has this limit)",
    async () => {
      let tree = upstream.run("write-tree");
      for (let depth = 0; depth < 9; depth++) {
        const entries = Array.from({ length: 10 }, (_, i) => `040000 tree ${tree}\td${i}\n`);
        tree = upstream.feed(entries.join(""), "mktree");
      }
      const gitDir = join(upstream.dir, ".git");
      const limit = { maxMemoryBytes: 40 * 1024 * 1024 };
      const compare = [`--git-dir=${gitDir}`, "diff-tree", "-r", "--name-only", "HEAD", tree];
      expect(await git.run(compare, limit)).toMatchObject({
        kind: "failed",
        message: expect.stringMatching(/memory/i),
      });
      expect(await git.run(["version"], limit)).toMatchObject({ kind: "ok" });
    },
  );

  test("is stopped when its folder gets too large, while files in it appear and disappear", async () => {
    const folder = { path: mkdtempSync(join(tmpdir(), "paperboy-folder-")), maxBytes: 1_000_000 };
    const writing = fakeGit(
      `cd ${folder.path}; while :; do head -c 100000 /dev/zero > "$$"; cat "$$" >> all; rm "$$"; done`,
    );
    expect(await writing.run(["fetch"], { folder })).toMatchObject({
      message: "git wrote more than 1 MB to the disk and was stopped.",
    });
    expect(await fakeGit("exit 0").run(["version"], { folder })).toMatchObject({ kind: "failed" });
  });

  test("within limits gets the time that is left, and is not started after the deadline", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    onTestFinished(() => void vi.useRealTimers());
    const timeLimits: unknown[] = [];
    const slow: Git = {
      async run(_args, options) {
        timeLimits.push(options?.seconds);
        vi.setSystemTime(Date.now() + 20_000);
        return { kind: "ok", output: Buffer.alloc(0) };
      },
    };
    const limited = limitGit(slow, { until: 70_000 });
    const outcomes = [];
    for (let i = 0; i < 6; i++) outcomes.push((await limited.run(["version"])).kind);
    expect(outcomes).toEqual(["ok", "ok", "ok", "ok", "failed", "failed"]);
    expect(timeLimits).toEqual([60, 50, 30, 10]);
  });

  test("reports an error in one sentence without credentials", async () => {
    const failing = fakeGit(
      "echo 'hint: x' >&2; echo \"fatal: unable to access 'https://me:pass@host/x/': 403\" >&2; exit 128",
    );
    expect(await failing.run(["fetch"])).toEqual({
      kind: "failed",
      status: 128,
      message: "git says: unable to access 'https://***@host/x/': 403.",
    });
  });

  test("says why ssh failed, and that a proxy's address is wrong without showing it", async () => {
    const unreadable = fakeGit(
      "echo 'git@host: Permission denied (publickey).' >&2; echo 'fatal: Could not read from remote repository.' >&2; echo >&2; echo 'Please make sure you have the correct access rights' >&2; exit 128",
    );
    expect(await unreadable.run(["fetch"])).toMatchObject({
      message: "git says: git@host: Permission denied (publickey).",
    });
    const proxied = fakeGit(
      "echo \"fatal: unable to access 'https://host/x/': Unsupported proxy syntax in 'me:s3cr3t'\" >&2; exit 128",
    );
    const { message } = { message: "", ...(await proxied.run(["fetch"])) };
    expect(message).toMatch(/^the address of the proxy is wrong: correct HTTPS_PROXY, .*\.$/);
  });

  test("reports that it is not installed", async () => {
    const missing = createGit({ environment: { PATH: "/nowhere" }, allowFile: false });
    expect(await missing.run(["version"])).toMatchObject({
      message: expect.stringMatching(/Install git 2\.31 or newer/),
    });
  });

  test("and ssh get what they need of the environment, and nothing else", async () => {
    const bin = mkdtempSync(join(tmpdir(), "paperboy-bin-"));
    writeFileSync(join(bin, "git"), "#!/bin/sh\nenv\n");
    chmodSync(join(bin, "git"), 0o755);
    const PATH = [bin, process.env.PATH].join(delimiter);
    const wanted = {
      PATH,
      HOME: "/home/me",
      SSH_AUTH_SOCK: "/run/agent",
      https_proxy: "http://proxy:1",
      NO_PROXY: "x",
    };
    const unwanted = {
      DISCORD_TOKEN: "secret",
      AWS_SECRET_ACCESS_KEY: "secret",
      NODE_OPTIONS: "--secret",
      GIT_DIR: "/secret",
      GIT_SSH: "secret",
      LD_PRELOAD: "",
    };
    const seenBy = async (isTrusted: boolean, environment: Record<string, string>) => {
      const result = await createGit({ environment, allowFile: false, isTrusted }).run(["version"]);
      return result.kind === "ok" ? String(result.output) : result.message;
    };
    const trusted = await seenBy(true, { ...wanted, ...unwanted });
    for (const [name, value] of Object.entries(wanted)) expect(trusted).toContain(`${name}=${value}\n`);
    expect(trusted).not.toMatch(/secret|LD_PRELOAD/);
    expect(trusted).toContain("=initial\n");
    const untrusted = await seenBy(false, { ...wanted, ...unwanted });
    expect(untrusted).toContain("GIT_ALLOW_PROTOCOL=https\n");
    expect(untrusted).toContain("=http.followRedirects\n");
    expect(untrusted).not.toContain("=initial");
  });

  test("gets no credentials on its command line", async () => {
    const spy = fakeGit('echo "$@" >&2; exit 1');
    const result = await spy.run(["ls-remote", "upstream"], {
      settings: { "remote.upstream.url": "https://t0ken@host/x" },
    });
    expect(result).toMatchObject({ message: "git says: ls-remote upstream." });
  });

  test("may end without reading all of its input", async () => {
    expect(await git.run(["version"], { input: "x\n".repeat(1_000_000) })).toMatchObject({ kind: "ok" });
  });
});
