import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createOperator, type Operator } from "../src/sandbox/create-operator.js";
import { messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

let upstream: Upstream;
let paperboy: Paperboy;
let operator: Operator;

beforeAll(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Alpha Networks") });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
  operator = createOperator(paperboy.sandbox.url);
});
beforeEach(() => paperboy.sandbox.faults.clear());
afterAll(async () => {
  await paperboy.stop();
  upstream.remove();
});

const ada = (channel = "general") => paperboy.person("Ada", channel);
const doctor = async () => textOf(messageOf(await ada().run("doctor")));

async function channelId(name: string): Promise<string> {
  const { channels } = await ada().world();
  return channels.find((channel) => channel.name === name)?.id ?? "";
}

/** Runs it again until the gateway has brought what it is to show. */
async function until(wanted: RegExp): Promise<string> {
  for (let tries = 0; ; tries++) {
    const text = await doctor();
    if (wanted.test(text)) return text;
    if (tries > 100) throw new Error(`never came: ${wanted}\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("says that a server has no subscription yet, and how to make one", async () => {
  expect(await doctor()).toMatch(/⚠️ \*\*Subscriptions\*\*: .*\n➜ `\/subscribe` makes one\./);
});

test("says that everything works where it does", async () => {
  await ada("papers").press(messageOf(await ada("papers").run("subscribe")), "Save");
  const text = await doctor();
  expect(text).toContain("## Everything works");
  expect(text).toContain("1 of 1 subscription can announce");
  expect(text).toContain("Nothing is pending");
});

test("names the permission that is missing in a subscribed channel", async () => {
  const papers = await channelId("papers");
  const { bot } = await ada().world();
  const overwrite = { kind: "overwrite", channelId: papers, targetId: bot.id, targetType: "member" } as const;
  // 0x4000 is Embed Links.
  await operator.change({ ...overwrite, allow: "0", deny: String(0x4000) });
  const text = await until(/lacks/);
  expect(text).toContain(`❌ **Announcements in <#${papers}>**: The bot lacks *Embed Links*.`);
  expect(text).toContain(`➜ Give the bot *Embed Links* in <#${papers}>`);
  await operator.change({ ...overwrite, allow: "0", deny: "0" });
  await until(/Everything works/);
});

test("says that a list cannot be read, and that the last good version is served", async () => {
  const away = `${upstream.dir}-away`;
  const { renameSync } = await import("node:fs");
  renameSync(upstream.dir, away);
  await paperboy.check();
  expect(await doctor()).toMatch(
    /❌ \*\*List Papers\*\*: It could not be read: .*\n➜ The last good version is served/,
  );
  renameSync(away, upstream.dir);
  await paperboy.check();
  expect(await doctor()).toContain("Everything works");
});

test("says that a revision is held", async () => {
  const conflict = `${list("Alpha Networks")}\n<<<<<<< HEAD\n\n- Beta\n\n=======\n\n- Gamma\n\n>>>>>>> branch\n`;
  upstream.commit({ "README.md": conflict });
  await paperboy.check();
  expect(await doctor()).toMatch(/⚠️ \*\*List Papers\*\*: A revision looks like an accident/);
  upstream.commit({ "README.md": list("Alpha Networks", "Gamma") });
  await paperboy.check();
});

test("says that a subscription is paused, that its channel was deleted, and what to do", async () => {
  const papers = await channelId("papers");
  const shown = messageOf(await ada().run("subscriptions"));
  const opened = messageOf(await ada().choose(shown, null, [optionsOf(shown)[0]?.value ?? ""]));
  await ada().press(opened, "Pause");
  expect(await doctor()).toMatch(/⚠️ .*An admin paused it/);
  await operator.change({ kind: "delete-channel", channelId: papers });
  const text = await until(/deleted/);
  expect(text).toMatch(/❌ .*The channel was deleted.*\n➜ .*`\/subscriptions`/);
});

test("is for admins alone", async () => {
  const answer = await paperboy
    .person("Mira", "general")
    .run("doctor")
    .catch((error: unknown) => String(error));
  expect(JSON.stringify(answer)).not.toContain("Subscriptions");
});
