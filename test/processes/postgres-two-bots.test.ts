import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../../src/app/start-app.js";
import { readData } from "../../src/config/data.js";
import { parseConfig } from "../../src/config/read-config.js";
import { readListSources } from "../../src/config/read-list-sources.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import type { Message } from "../../src/sandbox/protocol.js";
import { messageOf, textOf } from "../paperboy.js";
import { databaseSettings } from "../support/database.js";
import { createUpstream, type Upstream } from "../upstream/fixture.js";

const tooLate = "an answer came too late";
const list =
  "# Papers\n\n## ICLR-2024\n\n- Alpha Networks [[paper](https://example.org/1)]\n- Beta Networks\n";

let sandbox: Sandbox;
let upstream: Upstream;
let bots: App[];
let logged: string[];

/** Two bots on one database that hear of every press, as during a change from one machine to another. */
beforeAll(async () => {
  sandbox = await createSandbox();
  upstream = createUpstream();
  upstream.commit({ "README.md": list });
  logged = [];
  bots = [];
  const shared = { ...(await databaseSettings()), UPSTREAM_URL: `file://${upstream.dir}`, DETAILS: "false" };
  for (const name of ["one", "other"]) {
    const folder = await mkdtemp(join(tmpdir(), `paperboy-${name}-`));
    const config = parseConfig({ ...shared, DATABASE_FILE: join(folder, "paperboy.sqlite") });
    bots.push(
      await startApp({
        config,
        sources: await readListSources(config),
        data: readData(),
        log: pino({ base: null }, { write: (line) => void logged.push(line) }),
        discord: sandbox,
        environment: { PATH: process.env.PATH },
        allowFile: true,
      }),
    );
  }
});
afterAll(async () => {
  await Promise.all(bots.map(({ stop }) => stop()));
  await sandbox.close();
  upstream.remove();
});

const ada = () => createPerson({ url: sandbox.url, id: "Ada", channel: "papers" });

/** What is answered, once both bots have: Discord takes the answer of the first. */
async function answeredByBoth(work: () => Promise<Message>): Promise<Message> {
  const before = lateAnswers();
  const message = await work();
  await expect.poll(lateAnswers, { timeout: 60_000 }).toBe(before + 1);
  return message;
}

const lateAnswers = () => logged.filter((line) => line.includes(tooLate)).length;
const posts = async (text: string) =>
  (await ada().read()).filter(
    (message) => message.only_for === undefined && JSON.stringify(message).includes(text),
  );

test("of two bots that hear of one press, one subscribes, one posts the sample, and one shares", async () => {
  const press = async (message: Message, button: string) => messageOf(await ada().press(message, button));
  const preview = await answeredByBoth(async () => messageOf(await ada().run("subscribe")));
  const saved = await press(preview, "Save");
  expect(textOf(saved)).toContain("## Subscribed");
  const one = await answeredByBoth(() => press(saved, "Open it"));
  await press(one, "Test");
  expect(textOf(await press(one, "Pause"))).toContain("paused by an admin");
  const alert = messageOf(await ada().run("alerts", { query: "alpha" }));
  expect(textOf(alert)).toContain("You will be told");
  const listed = await answeredByBoth(async () => messageOf(await ada().run("subscriptions")));
  expect(textOf(listed)).toContain("1 subscription");
  expect(await posts("A sample")).toHaveLength(1);

  const found = await answeredByBoth(async () => messageOf(await ada().run("search", { query: "alpha" })));
  expect(textOf(await press(found, "Share"))).toContain("Shared by");
  expect(await posts("Shared by")).toHaveLength(1);
  // Both have answered what changes nothing, and only that.
  await answeredByBoth(async () => messageOf(await ada().run("about")));
  expect(lateAnswers()).toBe(5);
});
