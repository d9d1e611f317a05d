import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { usageOf } from "../src/cli/command.js";
import { helpOf } from "../src/cli/help.js";
import { loadCommands, run } from "../src/cli/run.js";
import { start } from "../src/cli/start.js";
import { createPerson } from "../src/sandbox/create-person.js";
import { createSandbox } from "../src/sandbox/create-sandbox.js";
import { openStore } from "../src/store/open-store.js";
import { saveHeld } from "../src/store/upstreams.js";
import { createUpstream, list as entries } from "./upstream/fixture.js";

const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));
const list = fileURLToPath(new URL("../data/awesome-transformer-quantization.md", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "paperboy-cli-"));
const environment = { PATH: process.env.PATH, TMPDIR: tmpdir(), LOG_LEVEL: "error", DETAILS: "false" };

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line in an empty folder, so that no .env of the developer's is read. */
function paperboy(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, env: { ...environment, ...env } },
      (_, out, err) => resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

/** The same in this process, for what reads no setting: starting another one takes longer than all that it does. */
async function here(args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text) => void out.push(`${text}\n`)),
    vi.spyOn(console, "error").mockImplementation((text) => void err.push(`${text}\n`)),
    vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0),
  ];
  try {
    return { status: await run(args), out: out.join(""), err: err.join("") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("paperboy parse", () => {
  test("prints the default list as JSON: 26 papers, 96 links of 5 kinds, no problems", async () => {
    const { status, out } = await paperboy(["parse", list, "--json"]);
    const { papers, problems } = JSON.parse(out);
    expect(status).toBe(0);
    expect(papers).toHaveLength(26);
    expect(problems).toEqual([]);
    const kinds: Record<string, number> = {};
    for (const { kind } of papers.flatMap(({ links }: { links: { kind: string }[] }) => links))
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    expect(kinds).toEqual({ paper: 26, arxiv: 23, "paper with code": 22, code: 17, openreview: 8 });
    expect(
      new Set(papers.map(({ venue, year }: { venue: string; year: number }) => `${venue} ${year}`)).size,
    ).toBe(13);
    expect(papers[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-z]{10}$/),
      title: "Transformer-VQ: Linear-Time Transformers via Vector Quantization",
      venue: "ICLR",
      year: 2024,
      arxivId: "2309.16354",
    });
  });

  test("says which file cannot be read, and why", async () => {
    expect(await here(["parse", "nowhere.md"])).toEqual({
      status: 2,
      out: "",
      err: "The list nowhere.md cannot be read: there is no such file.\n",
    });
    expect((await here(["parse", folder])).err).toContain("it is a folder");
  });

  test.each([
    ["an empty file", ""],
    [
      "an HTML error page",
      "<!doctype html><html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>",
    ],
    ["binary", "\u0000\u0001\u0002\uFFFD".repeat(100)],
  ])("finds no papers in %s, exits 1 and says why", async (name, text) => {
    const { status, out, err } = await here(["parse", file(`${name}.md`, text), "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out).papers).toEqual([]);
    expect(JSON.parse(out).problems.length).toBeGreaterThan(0);
    expect(err).toMatch(/:\d+: .+\./);
  });
});

describe("paperboy search", () => {
  test("prints the papers a query finds", async () => {
    const { status, out } = await paperboy(["search", "ivit", "--list", list, "--limit", "3", "--json"]);
    const line = JSON.parse(out);
    expect(status).toBe(0);
    expect(line.query).toBe("ivit");
    expect(line.ms).toBeGreaterThan(0);
    expect(line.results.length).toBeLessThanOrEqual(3);
    expect(line.results[0]).toMatchObject({
      id: expect.any(String),
      title: expect.stringContaining("I-ViT"),
      score: expect.any(Number),
      venue: "ICCV",
      year: 2023,
      links: expect.arrayContaining([expect.objectContaining({ kind: "arxiv" })]),
    });
  });

  test("prints venue, year and a link after the title", async () => {
    const { out } = await here(["search", "ivit", "--list", list, "--limit", "1"]);
    expect(out).toMatch(/^I-ViT: .+ · ICCV 2023 · https:\/\/\S+\n$/);
  });

  test("says on standard error for which query nothing is found, and which filter is in the way", async () => {
    const queries = file("two-queries.txt", "ivit\nivit year:1999\n\nqqqqzzzz\n");
    for (const json of [[], ["--json"]]) {
      const { status, err } = await here(["search", "--queries", queries, "--list", list, ...json]);
      expect(status).toBe(0);
      expect(err).toBe(
        'No paper is found for "ivit year:1999". Without year:1999 there is 1.\nNo paper is found for "qqqqzzzz".\n',
      );
    }
    expect(await here(["search", "qqqqzzzz", "--list", list])).toMatchObject({ status: 1, out: "" });
  });

  test("answers a file of queries, one line each, over several lists", async () => {
    const other = file(
      "other.md",
      "# Papers\n\n- GPTVQ: The Blessing of Dimensionality [[paper](https://arxiv.org/abs/2402.15319)]\n",
    );
    const queries = file("queries.txt", "ivit\ngptvq\n\nnothing like it zzzz\n");
    const { out } = await here(["search", "--queries", queries, "--list", list, "--list", other, "--json"]);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ query }) => query)).toEqual(["ivit", "gptvq", "", "nothing like it zzzz"]);
    expect(lines[1].results[0].title).toContain("GPTVQ");
  });

  test("list: asks for one of several lists by its file name", async () => {
    const one = file("one.md", "- A Paper of the First List [[paper](https://a.example/1)]\n");
    const two = file("two.md", "- A Paper of the Second List [[paper](https://a.example/2)]\n");
    const { out } = await here(["search", "paper list:two", "--list", one, "--list", two]);
    expect(out).toBe("A Paper of the Second List · https://a.example/2\n");
  });

  test("finds a paper of several lists once, with what each says of it", async () => {
    const arxiv = "[[paper](https://arxiv.org/abs/2605.01234)]";
    const one = file("one.md", `- Counting Gulls by Ear: Weakly Supervised Coastal Audio ${arxiv}\n`);
    const two = file("two.md", `- GullNet ${arxiv} *NeurIPS 2024*\n`);
    const { out } = await here(["search", "gullnet", "--list", one, "--list", two, "--json"]);
    expect(JSON.parse(out).results).toEqual([
      expect.objectContaining({ venue: "NeurIPS", lists: ["one", "two"], otherTitles: ["GullNet"] }),
    ]);
  });

  test("exits 1 where nothing is found, 2 where the usage is wrong", async () => {
    expect((await here(["search", "qqqqzzzz", "--list", list])).status).toBe(1);
    expect((await here(["search"])).status).toBe(2);
    expect((await here(["search", "vit", "--limit", "none"])).err).toContain("--limit is a whole number");
    const nothing = await here(["search", "--queries", file("none.txt", "\n")]);
    expect(nothing).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^The queries .* are empty: .*\n$/),
    });
    expect((await here(["search", "vit", "--colour"])).err).toMatch(
      /^Unknown option '--colour'.*Usage: paperboy search/,
    );
  });
});

describe("paperboy diff", () => {
  test("prints what differs between two versions of a list", async () => {
    const old = file("old.md", "# ICLR 2024\n\n- A First Paper on Things [[paper](https://a.example/1)]\n");
    const now = file(
      "new.md",
      "# ICLR 2024\n\n- A First Paper on Things [[paper](https://a.example/1)] [[code](https://github.com/a/things)]\n- Another Second Study [[paper](https://a.example/2)]\n",
    );
    const { status, out } = await paperboy(["diff", old, now, "--json"]);
    const difference = JSON.parse(out);
    expect(status).toBe(0);
    expect(Object.keys(difference)).toEqual(["added", "codeReleased", "accepted", "edited", "removed"]);
    expect(difference.added).toMatchObject([{ title: "Another Second Study" }]);
    expect(difference.codeReleased).toMatchObject([{ title: "A First Paper on Things" }]);
    expect(difference.removed).toEqual([]);
  });
});

describe("paperboy replay", () => {
  test("prints a line for each commit that touches one of the files it is given", async () => {
    const upstream = createUpstream();
    const shas = [
      upstream.commit({ "README.md": entries("One") }),
      upstream.commit({ "papers/2024.md": entries("Two") }),
    ];
    const { status, out } = await paperboy([
      "replay",
      upstream.dir,
      "--path",
      "README.md",
      "--path",
      "papers/2024.md",
      "--json",
    ]);
    upstream.remove();
    expect(status).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { sha: shas[0], added: [] },
      { sha: shas[1], added: [{ title: "Two" }] },
    ]);
  });
});

describe("paperboy check", () => {
  test("finds nothing in the default list, and exits 0", async () => {
    expect(await paperboy(["check", list])).toMatchObject({
      status: 0,
      out: "",
      err: expect.stringMatching(/: no problems\.\n$/),
    });
  });

  test("names file, line and mistake, and exits 1", async () => {
    const twice = file(
      "twice.md",
      "# ICLR 2024\n\n- One Paper [[paper](https://a.example/1)]\n- One Paper [[paper](https://a.example/1)]\n",
    );
    const { status, out } = await here(["check", twice]);
    expect(status).toBe(1);
    expect(out).toMatch(/^.*twice\.md:4: .+\.$/m);
  });

  test("checks the markdown of a folder, and prints GitHub's annotations or SARIF", async () => {
    const folder = mkdtempSync(join(tmpdir(), "paperboy-check-"));
    mkdirSync(join(folder, "more"));
    const entry = "- One Paper [[paper](https://a.example/1)]\n";
    writeFileSync(join(folder, "more", "a,b.md"), `# ICLR 2024\n\n${entry}${entry}`);
    writeFileSync(join(folder, "CONTRIBUTING.md"), "# How to contribute\n\nOpen an issue.\n");
    const github = await here(["check", folder, "--format", "github"]);
    expect(github.status).toBe(1);
    expect(github.out).toMatch(
      /^::warning file=.*more\/a%2Cb\.md,line=4::This paper is already on line 3: .+\.\n$/,
    );
    const sarif = JSON.parse((await here(["check", folder, "--format", "sarif"])).out);
    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ locations: [{ physicalLocation: { region: { startLine: 4 } } }] }] }],
    });
    expect(await here(["check", folder, "--format", "xml"])).toMatchObject({ status: 2 });
  });
});

describe("paperboy invite", () => {
  test("prints the link for an application, or for the token's own", async () => {
    const { out } = await paperboy(["invite", "123456789012345678"]);
    expect(new URL(out).searchParams.get("client_id")).toBe("123456789012345678");
    const token = `${Buffer.from("876543210987654321").toString("base64")}.x.y`;
    const own = await paperboy(["invite"], { DISCORD_TOKEN: token });
    expect(new URL(own.out).searchParams.get("client_id")).toBe("876543210987654321");
    expect((await paperboy(["invite"])).status).toBe(2);
  });
});

describe("paperboy held", () => {
  const revision = { sha: "a".repeat(40), date: "2026-11-25T00:00:00Z", url: null };
  const held = { revision, reason: "It adds 55 papers at once.", added: 55, removed: 0 };

  async function createDatabase(path: string): Promise<void> {
    const outcome = await openStore({ path });
    if (outcome.kind !== "open") throw new Error(outcome.message);
    await saveHeld(outcome.store.db, "list", held);
    await outcome.store.close();
  }

  test("prints the held revisions, and exits 1 where there are none", async () => {
    const DATABASE_FILE = join(folder, "held.sqlite");
    expect(await paperboy(["held"], { DATABASE_FILE })).toMatchObject({
      status: 1,
      err: `No revision is held: there is no database ${DATABASE_FILE} yet.\n`,
    });
    await createDatabase(DATABASE_FILE);
    expect(await paperboy(["held"], { DATABASE_FILE })).toEqual({
      status: 0,
      out: `${revision.sha} of ${revision.date}: It adds 55 papers at once. (adds 55, removes 0)\n`,
      err: "",
    });
  });

  test("refuses a release of another kind than those there are, and an unknown list", async () => {
    expect(await paperboy(["held", "--release", "now"])).toMatchObject({
      status: 2,
      err: "now is not one of announcements, digest, baseline.\n",
    });
    const DATABASE_FILE = join(folder, "other.sqlite");
    await createDatabase(DATABASE_FILE);
    expect(await paperboy(["held", "other"], { DATABASE_FILE })).toMatchObject({
      status: 2,
      err: "No list is called other: there are list.\n",
    });
  });
});

describe("paperboy COMMAND --help", async () => {
  const commands = await loadCommands();

  test.each(commands)("$name: the help has its purpose, usage and every option", async (command) => {
    const help = helpOf(command);
    expect((await here(["help", command.name])).out).toBe(`${help}\n`);
    expect(help).toContain(`paperboy ${command.name}: ${command.about}.`);
    expect(help).toContain(`-- ${usageOf(command)}`);
    for (const [option, { about }] of Object.entries(command.options)) {
      const line = help.split("\n").find((one) => one.startsWith(`  --${option}`));
      expect(line).toContain(`  ${about}`);
    }
  });

  test("is on standard output, whatever else is wrong, and nothing is done", async () => {
    expect(await paperboy(["start", "some", "--wrong", "--help"])).toEqual({
      status: 0,
      out: `${helpOf(start)}\n`,
      err: "",
    });
  });

  test("is a word like any other after --", async () => {
    expect((await here(["search", "--list", list, "--", "--help"])).out).not.toContain("Usage");
  });

  test("help names the commands, or tells about one; -h is short for it", async () => {
    const all = await paperboy(["help"]);
    expect(all).toMatchObject({ status: 0, err: "" });
    expect(await here(["--help"])).toEqual(all);
    expect(await here(["-h"])).toEqual(all);
    expect(await here(["help", "search"])).toEqual(await here(["search", "-h"]));
  });

  test("-v prints the version, as --version does", async () => {
    expect(await here(["-v"])).toEqual({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: "",
    });
    expect(await here(["--version"])).toEqual(await here(["-v"]));
  });

  test("a command that there is not is answered with the one that was meant", async () => {
    const { status, err } = await here(["serach", "vit"]);
    expect(status).toBe(2);
    expect(err).toContain('There is no command "serach": do you mean "search"?');
  });

  test.each([
    ["LIST"],
    ["parse", "LIST"],
    ["replay", "LIST"],
    ["replay", ".", "--path", "LIST"],
    ["search", "vit", "--list", "LIST"],
    ["search", "--queries", "LIST"],
    ["search", "vit", "--limit", "LIST"],
    ["search", "vit", "--LIST"],
    ["export", "vit", "--format", "LIST"],
    ["check", "LIST"],
    ["invite", "LIST"],
    ["migrate-store", "LIST", "x"],
    ["migrate-store", "fileLIST", "x"],
  ])("a password in what was typed is not repeated: %s %s %s %s", async (...typed) => {
    const address = "https://me:planted-secret@lists.example.org/README.md";
    const { status, out, err } = await here(typed.map((word) => word.replace("LIST", address)));
    expect(status).toBe(2);
    expect(err).not.toBe("");
    expect(out + err).not.toContain("planted");
  });
});

describe("paperboy without a command", () => {
  test("lists the commands and exits 2", async () => {
    const { status, err } = await here([]);
    expect(status).toBe(2);
    for (const verb of ["start", "parse", "diff", "search", "check", "invite"])
      expect(err).toContain(`\n  ${verb} `);
  });
});

/** Waits until it is so, for at most twenty seconds. @returns whether it is */
async function waitFor(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let wait = 0; wait < 400; wait++) {
    if (await isSo()) return true;
    await sleep(50);
  }
  return false;
}

const personIn = ({ url }: { readonly url: string }) => createPerson({ url, id: "Mira", channel: "papers" });

describe("paperboy start", () => {
  let child: ChildProcess | undefined;
  let children: ChildProcess[] = [];
  afterEach(() => {
    for (const each of children) each.kill();
    children = [];
  });

  /** Starts the bot, or what else runs on, and waits until it prints `until`. */
  async function startBot(env: Record<string, string>, until: RegExp, command = "start"): Promise<string> {
    const started = spawn(process.execPath, [main, command], {
      cwd: folder,
      env: { ...environment, ...env },
    });
    child = started;
    children.push(started);
    let out = "";
    return new Promise((resolve, reject) => {
      started.stdout.on("data", (chunk) => {
        out += chunk;
        if (until.test(out)) resolve(out);
      });
      started.on("exit", (status) => reject(new Error(`exit ${status}: ${out}`)));
    });
  }

  test("without a token it says so, runs in the sandbox and prints the page's address", async () => {
    const out = await startBot({ SANDBOX_PORT: "0" }, /Open http/);
    expect(out).toMatch(/^DISCORD_TOKEN is not set: .*sandbox/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? "";
    expect(await (await fetch(url)).text()).toContain("<!doctype html>");
  });

  test("a bot of another process logs in to the sandbox that runs alone, and reads its local upstream", async () => {
    const out = await startBot({ SANDBOX_PORT: "0" }, /UPSTREAM_URL=.+\n/, "sandbox");
    const settings = Object.fromEntries(
      out
        .trim()
        .split("\n")
        .map((line) => line.split(/=(.*)/s)),
    );
    expect(Object.keys(settings).sort()).toEqual(["DISCORD_API_URL", "DISCORD_TOKEN", "UPSTREAM_URL"]);
    await startBot({ ...settings, DATABASE_FILE: "beside-a-sandbox.sqlite" }, /on Discord/);
    const mira = personIn({ url: new URL(settings.DISCORD_API_URL ?? "").origin });
    await expect
      .poll(async () => JSON.stringify(await mira.run("search", { query: "ivit" })), { timeout: 60_000 })
      .toContain("I-ViT");
  });

  test("without git it runs, and says what is missing", async () => {
    const out = await startBot({ SANDBOX_PORT: "0", PATH: "/nowhere" }, /Open http/);
    expect(out).toContain("Open http");
  });

  test("stops on SIGTERM", async () => {
    await startBot({ SANDBOX_PORT: "0" }, /Open http/);
    const status = new Promise((resolve) => child?.on("exit", resolve));
    child?.kill("SIGTERM");
    expect(await status).toBe(0);
  });

  test("says in one sentence that the port is taken", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const { status, err } = await paperboy(["start"], { SANDBOX_PORT: String(port) });
    server.close();
    expect(status).toBe(2);
    expect(err).toMatch(new RegExp(`^Port ${port} .*SANDBOX_PORT.*\\.\n$`));
  });

  test("says in one sentence that a setting or the list is wrong", async () => {
    expect(await paperboy(["start"], { SANDBOX_PORT: "door" })).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^SANDBOX_PORT is not a number\..*\n$/),
    });
    expect(
      await paperboy(["start"], { SANDBOX_PORT: "door", DETAILS: "maybe", UPSTREAM_ULR: "x" }),
    ).toMatchObject({
      status: 2,
      err:
        "UPSTREAM_ULR is not a setting: do you mean UPSTREAM_URL?\n" +
        "DETAILS is neither yes nor no: write true or false.\n" +
        "SANDBOX_PORT is not a number.\n" +
        "Correct them in .env or the environment, or leave them out.\n",
    });
    expect(await paperboy(["start"], { SANDBOX_PORT: "0", LIST_FILE: "nowhere.md" })).toMatchObject({
      status: 2,
      err: "The list nowhere.md cannot be read: there is no such file.\n",
    });
  });

  test("ends with exit status 1 and one sentence where Discord closes its connection for good", async () => {
    const sandbox = await createSandbox({ port: 0 });
    const DATABASE_FILE = join(folder, "ended.sqlite");
    const running = paperboy(["start"], {
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.rest.api,
      DATABASE_FILE,
      LOG_LEVEL: "silent",
    });
    const online = await waitFor(async () => (await personIn(sandbox).world()).bot.online);
    expect(online).toBe(true);
    await waitFor(async () => (await personIn(sandbox).commands()).length > 0);
    sandbox.faults.add({ kind: "gateway-cut", code: 4014 });
    const { status, err } = await running;
    await sandbox.close();
    expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^[^\n]*4014[^\n]*\.\n$/) });
  });

  test.skipIf(!existsSync("/dev/full"))(
    "goes on where its log and its output are on a full disk",
    async () => {
      const sandbox = await createSandbox({ port: 0 });
      const full = openSync("/dev/full", "w");
      const env = {
        ...environment,
        LOG_LEVEL: "debug",
        DISCORD_TOKEN: sandbox.token,
        DISCORD_API_URL: sandbox.rest.api,
        DATABASE_FILE: join(folder, "full.sqlite"),
      };
      child = spawn(process.execPath, [main, "start"], { cwd: folder, env, stdio: ["ignore", full, full] });
      children.push(child);
      await waitFor(async () => (await personIn(sandbox).commands()).length > 0);
      sandbox.faults.add({ kind: "gateway-packet", text: "null" });
      for (let count = 0; count < 3; count++) {
        expect(await personIn(sandbox).run("search", { query: "ivit" })).toMatchObject({ kind: "message" });
      }
      expect(child.exitCode).toBeNull();
      closeSync(full);
      await sandbox.close();
    },
  );

  test("goes on after the reader of its output and its log is gone", async () => {
    const sandbox = await createSandbox({ port: 0 });
    const env = {
      ...environment,
      LOG_LEVEL: "debug",
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.rest.api,
      DATABASE_FILE: join(folder, "gone.sqlite"),
    };
    const started = spawn(process.execPath, [main, "start"], { cwd: folder, env });
    child = started;
    children.push(started);
    started.stdout.destroy();
    started.stderr.destroy();
    await waitFor(async () => (await personIn(sandbox).commands()).length > 0);
    sandbox.faults.add({ kind: "gateway-packet", text: "null" });
    expect(await personIn(sandbox).run("search", { query: "ivit" })).toMatchObject({ kind: "message" });
    expect(started.exitCode).toBeNull();
    await sandbox.close();
  });

  test("says in one sentence that the token is wrong, without printing it", async () => {
    const sandbox = await createSandbox({ port: 0 });
    const ran = await paperboy(["start"], {
      DISCORD_TOKEN: "c2VjcmV0.wrong.token",
      DISCORD_API_URL: sandbox.rest.api,
    });
    await sandbox.close();
    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(/^Discord does not accept DISCORD_TOKEN: .*\n$/);
    expect(ran.err + ran.out).not.toContain("c2VjcmV0");
  });
});
