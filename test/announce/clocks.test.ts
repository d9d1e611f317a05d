import { afterEach, expect, test } from "vitest";
import { createRestMessenger } from "../../src/announce/rest-messenger.js";
import { createOperator } from "../../src/sandbox/create-operator.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import type { ChannelKind } from "../../src/store/subscription.js";
import { createAnnouncementView } from "../../src/views/announcement-view.js";
import { createRig, minutes, paper } from "./support.js";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The dispatcher, the real messenger and a Discord whose clock differs from this machine's, in milliseconds. */
async function rigWith(skew: number, channelKind: ChannelKind) {
  const sandbox = await createSandbox({ rateLimits: false, now: () => Date.now() - skew });
  const rig = await createRig();
  closing.push(rig.close, sandbox.close);
  rig.clock.now = Date.now();
  const name = channelKind === "forum" ? "paper-talk" : "papers";
  const person = createPerson({ url: sandbox.url, id: "Ada", channel: "papers" });
  const channelId = (await person.world()).channels.find((one) => one.name === name)?.id ?? "";
  await rig.subscribe({ channelId, channelKind, guildId: sandbox.guildId });
  await rig.change("added", [paper("One")]);
  const messenger = () =>
    createRestMessenger({
      token: sandbox.token,
      botId: () => sandbox.botId,
      api: sandbox.rest.api,
      noticeChannel: () => null,
    });
  const view = createAnnouncementView(() => "The list");
  const posts = () =>
    sandbox
      .traffic()
      .filter(({ name, status }) => /^POST .*(messages|threads)$/.test(name) && status !== 403);
  return { sandbox, rig, posts, tick: () => rig.dispatcher({ messenger: messenger(), view }).tick() };
}

test.each([
  [120_000, "text"],
  [120_000, "forum"],
  [-120_000, "text"],
  [-120_000, "forum"],
  [3_600_000, "text"],
  [3_600_000, "forum"],
] as const)(
  "with a clock %i ms ahead of Discord's, a lost reply in a %s channel is posted once, also by a process that starts anew",
  async (skew, kind) => {
    const { sandbox, rig, posts, tick } = await rigWith(skew, kind);
    // The bot has logged in: Discord's clock is known. Then the reply is lost.
    sandbox.faults.add({ kind: "lose-reply", route: "POST /channels/:id/messages", times: 1 });
    sandbox.faults.add({ kind: "lose-reply", route: "POST /channels/:id/threads", times: 1 });
    await tick();
    rig.clock.now += minutes(1);
    await tick();
    expect(posts()).toHaveLength(1);
    const left = await rig.db.selectFrom("messages").select("step").where("step", "!=", "done").execute();
    expect(left).toEqual([]);
  },
);

test("a forum post that a moderator archived before its reply was known is found", async () => {
  const { sandbox, rig, posts, tick } = await rigWith(0, "forum");
  sandbox.faults.add({ kind: "lose-reply", route: "POST /channels/:id/threads", times: 1 });
  await tick();
  const person = createPerson({ url: sandbox.url, id: "Ada" });
  const post = (await person.world()).channels.find(({ parentId }) => parentId !== null)?.id ?? "";
  await createOperator(sandbox.url).change({ kind: "archive-thread", channelId: post });
  rig.clock.now += minutes(1);
  await tick();
  expect(posts()).toHaveLength(1);
});
