import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
/** Part of every secret that the bot is given; of what a person types, too. */
const planted = "PlantedSecret";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-logs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a real process prints from its start to its end, with trouble of many kinds meanwhile. */
async function logOf(format: "text" | "json"): Promise<string[]> {
  const sandbox = await createSandbox({ port: 0, token: `MTAwMDAwMDAwMDAwMDAwMDAwMQ.${planted}.${planted}` });
  const child = spawn(process.execPath, [main, "start"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: "debug",
      LOG_FORMAT: format,
      HTTP_PORT: "0",
      DETAILS: "false",
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.rest.api,
      UPSTREAM_URL: `https://someone:${planted}@127.0.0.1:1/papers.git?pat=${planted}`,
      DATABASE_FILE: join(folder, `${format}.sqlite`),
    },
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const until = async (done: () => boolean) => {
    for (let tries = 0; !done() && tries < 2400; tries++) await new Promise((next) => setTimeout(next, 25));
    expect(done()).toBe(true);
  };
  const ended = new Promise((resolve) => child.on("close", resolve));
  await until(() => printed.includes("on Discord"));
  const mira = createPerson({ url: sandbox.url, id: "Mira", channel: "papers" });
  sandbox.faults.add({ kind: "gateway-packet", text: "null" });
  sandbox.faults.add({
    kind: "error",
    route: "POST /interactions/:id/:token/callback",
    status: 500,
    times: 9,
  });
  await mira.run("search", { query: planted }).catch(() => {});
  sandbox.faults.clear();
  await mira.run("search", { query: `year:${planted}` });
  // The list was never read, so that it is called as its repository.
  const answers = await Promise.all(["lists", "about"].map((name) => mira.run(name)));
  expect(JSON.stringify(answers)).toContain("papers");
  expect(JSON.stringify(answers)).not.toMatch(new RegExp(`${planted}|last good version`));
  sandbox.faults.add({ kind: "gateway-cut", code: 4000, reason: "trouble" });
  await until(() => log.includes("connected to Discord again"));
  child.kill("SIGTERM");
  await ended;
  await sandbox.close();
  expect(printed).not.toContain(planted);
  return log.trimEnd().split("\n");
}

describe("the log of a real process with trouble of many kinds", () => {
  test("as JSON is one object a line, and has no secret", async () => {
    const lines = await logOf("json");
    expect(lines.map((line) => JSON.parse(line)).every(({ msg, time }) => msg && time > 0)).toBe(true);
    expect(lines.join("\n")).toContain("something went wrong");
    expect(lines.join("\n")).toContain("127.0.0.1:1/papers.git");
    expect(lines.filter((line) => line.includes(planted))).toEqual([]);
  });

  test("as text is one event a line with a readable time, also when it is piped, and has no secret", async () => {
    const lines = await logOf("text");
    const event = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?:DEBUG|INFO |WARN |ERROR) \S/;
    expect(lines.filter((line) => !event.test(line))).toEqual([]);
    expect(lines.join("\n")).toContain("something went wrong");
    expect(lines.filter((line) => line.includes(planted))).toEqual([]);
  });
});
