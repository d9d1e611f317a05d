import { executionAsyncId } from "node:async_hooks";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ChannelType } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AnnouncementView, Target } from "../../src/announce/messenger.js";
import { outcomeOf } from "../../src/announce/outcome-of.js";
import { createRestMessenger } from "../../src/announce/rest-messenger.js";
import { watchResponses } from "../../src/announce/watch-responses.js";
import { createOperator } from "../../src/sandbox/create-operator.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await createSandbox({ rateLimits: false });
});
afterEach(() => sandbox.close());

const theMarker = "m4rk3rm4rk3rm4rk";
const soon = () => AbortSignal.timeout(5_000);
const deps = (noticeChannel: (guildId: string) => string | null = () => null) => ({
  token: sandbox.token,
  botId: () => sandbox.botId,
  api: sandbox.rest.api,
  noticeChannel,
});
const messenger = (noticeChannel?: (guildId: string) => string | null) =>
  createRestMessenger(deps(noticeChannel));
const nowhere = { token: "t", botId: () => "1", noticeChannel: () => null };
const person = () => createPerson({ url: sandbox.url, id: "Ada" });
const view = (marker: string): AnnouncementView => ({
  body: {
    content: "A paper",
    components: [
      {
        type: 1,
        components: [{ type: 2, style: 2, label: "Details", custom_id: `announcement:${marker}:0` }],
      },
    ],
  },
  threadName: "A paper",
});

async function targetOf(name: string, channelKind: Target["channelKind"] = "text"): Promise<Target> {
  const { channels } = await person().world();
  const channel = channels.find((one) => one.name === name);
  if (!channel) throw new Error(`no channel ${name}`);
  return { guildId: sandbox.guildId, channelId: channel.id, channelKind };
}

describe.each([
  { name: "papers", channelKind: "text" },
  { name: "announcements", channelKind: "announcement" },
  { name: "paper-talk", channelKind: "forum" },
] as const)("in a channel of the kind $channelKind", ({ name, channelKind }) => {
  test("a sent message is found by its marker, and no other message is", async () => {
    const target = await targetOf(name, channelKind);
    const since = Date.now();
    expect(await messenger().find(target, theMarker, since, soon())).toEqual({ kind: "absent" });
    await messenger().send(target, view("another"), "another", soon());
    expect(await messenger().find(target, theMarker, since, soon())).toEqual({ kind: "absent" });
    const sent = await messenger().send(target, view(theMarker), theMarker, soon());
    expect(sent).toMatchObject({ kind: "posted" });
    await messenger().send(target, view("a third"), "a third", soon());
    expect(await messenger().find(target, theMarker, since, soon())).toEqual(sent);
  });

  test("a request with a lost reply is unknown and not repeated, and its message is found", async () => {
    const target = await targetOf(name, channelKind);
    sandbox.faults.add({ kind: "lose-reply", times: 1 });
    const reply = await messenger().send(target, view(theMarker), theMarker, soon());
    expect(outcomeOf(reply).kind).toBe("unknown");
    expect(await messenger().find(target, theMarker, Date.now(), soon())).toMatchObject({ kind: "posted" });
    const posts = sandbox.traffic().filter(({ name }) => name.startsWith("POST"));
    expect(posts).toHaveLength(1);
  });

  test("an unreadable history is not reported as an absent message", async () => {
    const target = await targetOf(name, channelKind);
    await messenger().send(target, view(theMarker), theMarker, soon());
    const { channelId } = target;
    const readMessageHistory = String(1n << 16n);
    const everyone = {
      targetId: sandbox.guildId,
      targetType: "role",
      allow: "0",
      deny: readMessageHistory,
    } as const;
    const bot = {
      targetId: sandbox.applicationId,
      targetType: "member",
      allow: "0",
      deny: readMessageHistory,
    } as const;
    await createOperator(sandbox.url).change({ kind: "overwrite", channelId, ...everyone });
    await createOperator(sandbox.url).change({ kind: "overwrite", channelId, ...bot });
    const finding = await messenger().find(target, theMarker, Date.now(), soon());
    expect(finding.kind === "failed" ? outcomeOf(finding).kind : finding.kind).toMatch(
      /unreadable|permission missing/,
    );
  });

  test("a missing permission, a deleted channel, a server error and a rate limit have different outcomes", async () => {
    const target = await targetOf(name, channelKind);
    const outcome = async () =>
      outcomeOf(await messenger().send(target, view(theMarker), theMarker, soon())).kind;
    sandbox.faults.add({ kind: "missing-permission", channelId: target.channelId });
    expect(await outcome()).toBe("permission missing");
    sandbox.faults.clear();
    sandbox.faults.add({ kind: "unknown-channel", channelId: target.channelId });
    expect(await outcome()).toBe("channel gone");
    sandbox.faults.clear();
    sandbox.faults.add({ kind: "error", status: 502, times: 1 });
    expect(await outcome()).toBe("unknown");
    sandbox.faults.add({ kind: "rate-limit", retryAfter: 60, times: 1 });
    expect(await outcome()).toBe("retry");
    expect(await outcome()).toBe("done");
  });
});

describe("a message is found", () => {
  test("whatever the order of a page", async () => {
    const target = await targetOf("papers");
    sandbox.faults.add({ kind: "shuffle-pages" });
    const since = Date.now();
    const talker = createPerson({ url: sandbox.url, id: "Ada", channel: "papers" });
    for (let count = 0; count < 130; count++) await talker.say(`message ${count}`);
    const sent = await messenger().send(target, view(theMarker), theMarker, soon());
    for (let count = 0; count < 130; count++) await talker.say(`message ${count}`);
    expect(await messenger().find(target, theMarker, since, soon())).toEqual(sent);
  });

  test.each([
    ["text", "papers"],
    ["forum", "paper-talk"],
  ] as const)("in a %s channel although this machine's clock is two minutes ahead", async (kind, name) => {
    const target = await targetOf(name, kind);
    const sent = await messenger().send(target, view(theMarker), theMarker, soon());
    expect(await messenger().find(target, theMarker, Date.now() + 120_000, soon())).toEqual(sent);
  });

  test("in a forum where a moderator has archived it at once", async () => {
    const target = await targetOf("paper-talk", "forum");
    const since = Date.now();
    const sent = await messenger().send(target, view(theMarker), theMarker, soon());
    if (sent.kind !== "posted") throw new Error(sent.message);
    await createOperator(sandbox.url).change({ kind: "archive-thread", channelId: sent.channelId });
    expect(await messenger().find(target, theMarker, since, soon())).toEqual(sent);
  });
});

describe("Discord's clock", () => {
  test("is read from its answers", async () => {
    const { find, time } = messenger();
    expect(time?.()).toBeNull();
    sandbox.faults.add({ kind: "skewed-date", ms: -120_000 });
    await find(await targetOf("papers"), theMarker, Date.now(), soon());
    expect(Math.abs((time?.() ?? 0) - (Date.now() - 120_000))).toBeLessThan(5_000);
  });

  test("is unknown while no answer has a date", async () => {
    const { find, time } = messenger();
    sandbox.faults.add({ kind: "skewed-date", ms: null });
    await find(await targetOf("papers"), theMarker, Date.now(), soon());
    expect(time?.()).toBeNull();
  });
});

describe("an answer that is not Discord's", () => {
  test.each(["html", "none", "broken"] as const)(
    "with %s for a body has an unknown outcome",
    async (body) => {
      const target = await targetOf("papers");
      for (const status of [400, 401, 403, 404, 413, 451]) {
        sandbox.faults.add({ kind: "error", status, body, times: 1 });
        const reply = await messenger().send(target, view(theMarker), theMarker, soon());
        expect(outcomeOf(reply).kind, String(status)).toBe("unknown");
      }
    },
  );

  test("is no reason to stop for good: after one 401 the next request has its token", async () => {
    const target = await targetOf("papers");
    const responses = watchResponses({ now: () => clock });
    let clock = 0;
    const one = createRestMessenger({ ...deps(), responses });
    sandbox.faults.add({ kind: "error", status: 401, times: 1 });
    expect(outcomeOf(await one.send(target, view(theMarker), theMarker, soon()))).toMatchObject({
      kind: "retry",
      everything: true,
      reason: expect.stringContaining("DISCORD_TOKEN"),
    });
    clock = 600_001;
    expect(outcomeOf(await one.send(target, view(theMarker), theMarker, soon())).kind).toBe("done");
  });

  test("is not repeated in a loop where it is a rate limit without a time", async () => {
    const target = await targetOf("papers");
    sandbox.faults.add({ kind: "error", status: 429, body: "html" });
    const reply = await messenger().send(target, view(theMarker), theMarker, soon());
    expect(outcomeOf(reply)).toMatchObject({ kind: "retry", after: 60_000 });
    expect(sandbox.traffic().filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

test("content that Discord refuses is refused with its code, in a channel and in a forum", async () => {
  sandbox.faults.add({ kind: "refuse-content", text: "A paper", status: 403, code: 240000 });
  for (const target of [await targetOf("papers"), await targetOf("paper-talk", "forum")]) {
    const reply = await messenger().send(target, view(theMarker), theMarker, soon());
    expect(outcomeOf(reply)).toMatchObject({ kind: "refused", isContent: true });
  }
});

test("tags are added to those that a post has, five in all, and to no more than the forum's", async () => {
  const operator = createOperator(sandbox.url);
  const tags = ["a", "b", "c", "d", "e", "f"];
  await operator.change({ kind: "create-channel", name: "tagged", type: ChannelType.GuildForum, tags });
  const target = await targetOf("tagged", "forum");
  const idOf = (tag: string) => `${target.channelId}${tags.indexOf(tag)}`;
  const shown = { ...view(theMarker), tagIds: [idOf("f")] };
  const post = await messenger().send(target, shown, theMarker, soon());
  if (post.kind !== "posted") throw new Error(post.message);
  const tagsNow = async () => (await person().world()).channels.find(({ id }) => id === post.channelId)?.tags;
  const add = (...names: string[]) => messenger().addTags(post.channelId, names.map(idOf), soon());
  expect(outcomeOf(await add("b", "f")).kind).toBe("done");
  expect(await tagsNow()).toEqual(["f", "b"]);
  await add("a", "c", "d", "e");
  expect(await tagsNow()).toEqual(["f", "b", "a", "c", "d"]);
  expect(outcomeOf(await messenger().addTags("100000000000000009", [idOf("a")], soon())).kind).toBe(
    "channel gone",
  );
});

test("a forum that requires a tag says so", async () => {
  const { change } = createOperator(sandbox.url);
  const type = ChannelType.GuildForum;
  await change({ kind: "create-channel", name: "tagged", type, tags: ["new"], requiresTag: true });
  const reply = await messenger().send(await targetOf("tagged", "forum"), view(theMarker), theMarker, soon());
  expect(outcomeOf(reply)).toMatchObject({
    reason: "the forum requires a tag on every post, and has none that the bot may use",
  });
});

test("a request that was queued past its time is not sent", async () => {
  const target = await targetOf("papers");
  const real = Date.now;
  const sending = messenger().send(target, view(theMarker), theMarker, soon());
  // As if the process had been stopped for an hour right after it asked.
  Date.now = () => real() + 3_600_000;
  const reply = await sending.finally(() => {
    Date.now = real;
  });
  expect(outcomeOf(reply).kind).toBe("unknown");
  expect(await person().read("papers")).toEqual([]);
});

test("once all is sent, nothing follows the promises of the process, which would slow it down", async () => {
  const target = await targetOf("papers");
  const sending = messenger();
  await Promise.all(["one", "two"].map((each) => sending.send(target, view(each), each, soon())));
  await sleep(1);
  expect(executionAsyncId()).toBe(0);
});

test("sending pauses well before Discord would block this machine", async () => {
  const target = await targetOf("papers");
  const one = createRestMessenger({ ...deps(), responses: watchResponses({ limit: 20 }) });
  sandbox.faults.add({ kind: "missing-permission", channelId: target.channelId });
  for (let count = 0; count < 30; count++) await one.send(target, view(theMarker), theMarker, soon());
  expect(sandbox.traffic().filter(({ status }) => status === 403)).toHaveLength(20);
  const reply = await one.send(target, view(theMarker), theMarker, soon());
  expect(outcomeOf(reply)).toMatchObject({ kind: "retry", everything: true });
});

test("a nonce that was just used returns the first message", async () => {
  const target = await targetOf("papers");
  const first = await messenger().send(target, view(theMarker), theMarker, soon());
  expect(await messenger().send(target, view(theMarker), theMarker, soon())).toEqual(first);
  expect(await person().read("papers")).toHaveLength(1);
});

test("a message is found after hundreds of others", async () => {
  const target = await targetOf("papers");
  const talker = createPerson({ url: sandbox.url, id: "Ada", channel: "papers" });
  const since = Date.now();
  for (let count = 0; count < 230; count++) await talker.say(`message ${count}`);
  const sent = await messenger().send(target, view(theMarker), theMarker, soon());
  expect(await messenger().find(target, theMarker, since, soon())).toEqual(sent);
});

test("opening a thread or publishing a second time succeeds and changes nothing", async () => {
  const target = await targetOf("announcements", "announcement");
  const sent = await messenger().send(target, view(theMarker), theMarker, soon());
  if (sent.kind !== "posted") throw new Error(sent.message);
  for (let time = 0; time < 2; time++) {
    const thread = await messenger().openThread(sent.channelId, sent.messageId, "A paper", soon());
    expect(outcomeOf(thread).kind).toBe("done");
    const published = await messenger().crosspost(sent.channelId, sent.messageId, soon());
    expect(outcomeOf(published).kind).toBe("done");
  }
});

test("a notice is posted without mentions, and a refused one is not retried", async () => {
  const { channelId } = await targetOf("papers");
  await messenger(() => channelId).notify(sandbox.guildId, "Announcements wait. @everyone");
  expect(await person().read("papers")).toMatchObject([
    { content: "Announcements wait. @everyone", mention_everyone: false },
  ]);
  sandbox.faults.add({ kind: "missing-permission", channelId });
  await messenger(() => channelId).notify(sandbox.guildId, "Another");
  await messenger(() => null).notify(sandbox.guildId, "Nowhere");
  expect(await person().read("papers")).toHaveLength(1);
});

test("a message of another author with the marker is not found", async () => {
  const target = await targetOf("papers");
  await messenger().send(target, view(theMarker), theMarker, soon());
  const other = createRestMessenger({
    ...nowhere,
    token: sandbox.token,
    api: sandbox.rest.api,
    botId: () => "99",
  });
  expect(await other.find(target, theMarker, Date.now(), soon())).toEqual({ kind: "absent" });
});

test("an unreachable Discord is a retry, and a timeout is unknown", async () => {
  const target = await targetOf("papers");
  const away = createRestMessenger({ ...nowhere, api: "http://127.0.0.1:1/api" });
  expect(outcomeOf(await away.send(target, view(theMarker), theMarker, soon())).kind).toBe("retry");
  const mute = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => mute.once("listening", resolve));
  const { port } = mute.address() as AddressInfo;
  const silent = createRestMessenger({ ...nowhere, api: `http://127.0.0.1:${port}/api` });
  const reply = await silent.send(target, view(theMarker), theMarker, AbortSignal.timeout(200));
  expect(outcomeOf(reply).kind).toBe("unknown");
  mute.closeAllConnections();
  mute.close();
});
