import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { upstreamAt } from "../../src/config/list-source.js";
import { createGitAccess } from "../../src/lists/git-access.js";
import { examineLists } from "../../src/operations/examine-lists.js";
import type { Finding } from "../../src/operations/finding.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import { openStore } from "../../src/store/open-store.js";
import { createUpstream, list } from "../upstream/fixture.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-doctor-"));
  sandbox = await createSandbox({ port: 0 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

interface Examined {
  readonly status: number;
  readonly text: string;
  readonly of: (name: string) => Finding | undefined;
}

async function doctor(settings: Record<string, string> = {}): Promise<Examined> {
  const env = {
    PATH: process.env.PATH,
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.rest.api,
    ...settings,
  };
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, "doctor", "--json"],
      { cwd: folder, env },
      (_, out, err) => {
        const found: Finding[] = out
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        const of = (name: string) => found.find((finding) => finding.name === name);
        resolve({ status: child.exitCode ?? -1, text: out + err, of });
      },
    );
  });
}

describe("paperboy doctor", () => {
  test("finds nothing wrong with a bot that works, and changes nothing", async () => {
    const { status, of } = await doctor();
    expect(of("token")).toMatchObject({ verdict: "good", text: expect.stringMatching(/Paperboy/i) });
    expect(of("clock")).toMatchObject({ verdict: "good" });
    expect(of("logins")).toMatchObject({ verdict: "good" });
    expect(of("git")).toMatchObject({ verdict: "good" });
    expect(of("database")).toMatchObject({ verdict: "good", text: expect.stringContaining("is created") });
    expect(status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("names a wrong setting, and what to do", async () => {
    const { status, of } = await doctor({ SANDBOX_PORT: "door" });
    expect(status).toBe(1);
    expect(of("settings")).toMatchObject({ verdict: "bad", text: expect.stringContaining("SANDBOX_PORT") });
  });

  test("says that the token is wrong, without printing it", async () => {
    const { status, text, of } = await doctor({ DISCORD_TOKEN: "c2VjcmV0.planted.token" });
    expect(status).toBe(1);
    expect(of("token")).toMatchObject({
      verdict: "bad",
      remedy: expect.stringContaining("developer portal"),
    });
    expect(text).not.toContain("planted");
  });

  test("says that Discord cannot be reached", async () => {
    const { of } = await doctor({ DISCORD_API_URL: "http://127.0.0.1:1/api" });
    expect(of("Discord")).toMatchObject({ verdict: "bad", text: expect.stringContaining("ECONNREFUSED") });
  });

  test.each([
    ["ahead", -3_600_000],
    ["behind", 3_600_000],
  ])("says that the clock is %s of Discord's", async (word, ms) => {
    sandbox.faults.add({ kind: "skewed-date", ms });
    const { status, of } = await doctor();
    sandbox.faults.clear();
    expect(of("clock")).toMatchObject({ verdict: "warning", text: expect.stringContaining(word) });
    expect(of("clock")?.text).toMatch(/3(?:599|600|601) s/);
    expect(status).toBe(0);
  });

  test("tells a database that is whole from one that is damaged, foreign or out of reach", async () => {
    const path = join(folder, "whole.sqlite");
    const opened = await openStore({ path });
    if (opened.kind !== "open") throw new Error(opened.message);
    // While another process has it open, too.
    expect((await doctor({ DATABASE_FILE: path })).of("database")).toMatchObject({ verdict: "good" });
    await opened.store.close();
    const damaged = join(folder, "damaged.sqlite");
    writeFileSync(damaged, "x".repeat(5_000));
    expect((await doctor({ DATABASE_FILE: damaged })).of("database")).toMatchObject({
      verdict: "bad",
      remedy: expect.stringContaining("backup"),
    });
    expect((await doctor({ DATABASE_FILE: join(folder, "no/where.sqlite") })).of("database")).toMatchObject({
      verdict: "bad",
      text: expect.stringContaining("folder"),
    });
  });

  test("says that git is missing, or that a list's file is, or is a folder", async () => {
    expect((await doctor({ PATH: "/nowhere" })).of("git")).toMatchObject({ verdict: "bad" });
    expect((await doctor({ LIST_FILE: "gone.md" })).of("list list")).toMatchObject({ verdict: "bad" });
    expect((await doctor({ LIST_FILE: folder })).of("list list")).toMatchObject({
      verdict: "bad",
      text: expect.stringContaining("it is a folder"),
    });
  });

  test("takes a folder as an upstream where a start does: in the sandbox", async () => {
    const upstream = createUpstream();
    upstream.commit({ "README.md": list("Alpha") });
    const settings = { UPSTREAM_URL: `file://${upstream.dir}` };
    const [onDiscord, inSandbox] = [await doctor(settings), await doctor({ ...settings, DISCORD_TOKEN: "" })];
    upstream.remove();
    expect(onDiscord.of("list list")).toMatchObject({
      verdict: "bad",
      text: expect.stringContaining("folder"),
    });
    expect(inSandbox.of("list list")).toMatchObject({ verdict: "good" });
  });
});

describe("the repositories of lists", () => {
  const gitAccess = createGitAccess({
    databaseFile: ":memory:",
    environment: { PATH: process.env.PATH },
    allowFile: true,
    hosts: [],
  });
  const source = (url: string, branch: string | null = null) => ({
    id: "list",
    name: null,
    page: null,
    file: null,
    upstream: { ...upstreamAt(url), branch },
    isPublic: true,
  });

  test("answer, or do not, or lack the branch", async () => {
    const upstream = createUpstream();
    upstream.commit({ "README.md": list("Alpha") });
    const sources = [
      source(`file://${upstream.dir}`),
      source("file:///nowhere/at/all"),
      source(`file://${upstream.dir}`, "no-such-branch"),
      source("http://example.org/plain"),
    ];
    const [, ...found] = await examineLists(sources, gitAccess);
    expect(found.map(({ verdict }) => verdict)).toEqual(["good", "bad", "bad", "bad"]);
    expect(found[2]?.text).toContain("no-such-branch");
    upstream.remove();
  });
});
