import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countBacklog } from "../../src/store/backlog.js";
import { createRig, failure, minutes, paper, settings } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const one = paper("One");
const two = paper("Two");
const five = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"].map((title) => paper(title));
const noPermission = failure({ status: 403, code: 50013, message: "Missing Permissions" });
const told = () => rig.discord.posted.flatMap(({ tells }) => tells);

describe("what is sent", () => {
  test("each change once, to each subscription that it concerns, in order", async () => {
    await rig.subscribe();
    await rig.subscribe({ channelId: "200000000000000002", query: "two" });
    await rig.subscribe({ channelId: "200000000000000003", kinds: ["removed"] });
    await rig.change("added", [one, two]);
    await rig.later(0);
    await rig.later(minutes(5));
    const toldIn = (digit: string) =>
      rig.discord.posted.filter(({ channelId }) => channelId.endsWith(digit)).flatMap(({ tells }) => tells);
    expect(toldIn("1")).toEqual([`${one.id} added`, `${two.id} added`]);
    expect(toldIn("2")).toEqual([`${two.id} added`]);
    expect(toldIn("3")).toEqual([]);
  });

  test("more than three at one time are one digest, never a flood", async () => {
    await rig.subscribe();
    await rig.change("added", five);
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
    expect(told()).toEqual(five.map(({ id }) => `${id} added`));
  });

  test("what the operator released as a digest is one message, however few they are", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two], { mode: "digest" });
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
  });

  test("a flood after an upstream glitch: a new baseline is kept in the history and told to nobody", async () => {
    await rig.subscribe();
    await rig.change("added", five, { mode: "none" });
    await rig.later(0);
    expect(rig.discord.posted).toEqual([]);
  });

  test("reposts when an item is edited: the same paper is added, and has its code, once only", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    await rig.change("added", [{ ...one, title: "One, corrected" }]);
    await rig.change("code-released", [one]);
    await rig.change("code-released", [one]);
    await rig.later(0);
    expect(told()).toEqual([`${one.id} added`, `${one.id} code-released`]);
  });

  test("a paper that is accepted at a second venue, or edited again, is told again", async () => {
    await rig.subscribe({ kinds: ["accepted", "edited"] });
    await rig.change("accepted", [{ ...one, venue: "ICLR" }]);
    await rig.change("accepted", [{ ...one, venue: "ICLR" }]);
    await rig.change("accepted", [{ ...one, venue: "NeurIPS" }]);
    await rig.later(0);
    await rig.change("edited", [one]);
    await rig.change("edited", [one]);
    await rig.later(0);
    expect(told().filter((line) => line.endsWith("accepted"))).toHaveLength(2);
    expect(told().filter((line) => line.endsWith("edited"))).toHaveLength(2);
  });

  test("a daily digest comes at its hour in its zone, as one message", async () => {
    const daily = { kind: "daily", hour: 18, zone: "Europe/Berlin" } as const;
    await rig.subscribe({ cadence: daily });
    await rig.change("added", [one]);
    await rig.later(minutes(60));
    await rig.change("added", [two]);
    await rig.later(0);
    expect(rig.discord.posted).toEqual([]);
    const [subscription] = await rig.subscriptions.list(settings().guildId);
    expect(new Date(subscription?.dueAt ?? 0).toISOString()).toBe("2026-11-24T17:00:00.000Z");
    rig.clock.now = Date.parse("2026-11-24T17:00:00Z");
    await rig.later(0);
    expect(rig.discord.posted.map(({ tells }) => tells)).toEqual([[`${one.id} added`, `${two.id} added`]]);
  });

  test("a thread under each announcement, published too, each once", async () => {
    await rig.subscribe({ channelKind: "announcement", thread: true, publish: true });
    await rig.change("added", [one]);
    let lost = 0;
    rig.discord.meet((verb) => (verb !== "send" && lost++ < 2 ? "lose" : null));
    for (let minute = 0; minute < 5; minute++) await rig.later(minutes(1));
    expect(rig.discord.posted).toMatchObject([{ threadName: "One", crossposts: 1 }]);
    expect(await countBacklog(rig.db)).toEqual({ waiting: 0, sending: 0, blocked: 0 });
  });

  test("a post in a forum is a thread already", async () => {
    await rig.subscribe({ channelKind: "forum", thread: true });
    await rig.change("added", [one]);
    await rig.later(0);
    expect(rig.discord.count("thread")).toBe(0);
  });
});

describe("when it goes wrong", () => {
  test("reposts after a lost reply: it is looked for, and found", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet((verb) => (verb === "send" ? "lose" : null));
    await rig.later(0);
    await rig.later(minutes(1));
    expect(told()).toEqual([`${one.id} added`]);
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.discord.count("find")).toBe(1);
    expect(await countBacklog(rig.db)).toMatchObject({ sending: 0 });
  });

  test("a request that never arrived is looked for, not found, and sent again", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => failure({ code: "ECONNRESET" }));
    await rig.later(0);
    expect(told()).toEqual([]);
    rig.discord.meet(() => null);
    await rig.later(minutes(1));
    expect(told()).toEqual([`${one.id} added`]);
  });

  test("while one can not look, one does not send", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet((verb) => (verb === "send" ? "lose" : failure({ status: 502 })));
    for (let minute = 0; minute < 30; minute++) await rig.later(minutes(1));
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.discord.count("find")).toBeGreaterThan(1);
    rig.discord.meet(() => null);
    await rig.later(minutes(30));
    expect(told()).toEqual([`${one.id} added`]);
  });

  test("a rate limit is waited for, and nobody looks for what was surely not sent", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => failure({ status: 429, retryAfter: 90_000 }));
    await rig.later(0);
    await rig.later(minutes(1));
    expect(rig.discord.count("send")).toBe(1);
    rig.discord.meet(() => null);
    await rig.later(minutes(1));
    expect(told()).toEqual([`${one.id} added`]);
    expect(rig.discord.count("find")).toBe(0);
  });

  test('"up", but nothing is delivered: after a global limit everything goes on', async () => {
    await rig.subscribe();
    await rig.subscribe({ channelId: "200000000000000002" });
    await rig.change("added", [one]);
    const dispatcher = rig.dispatcher();
    rig.discord.meet(() => failure({ status: 429, retryAfter: 5_000, global: true }));
    await dispatcher.tick();
    const asked = rig.discord.count("send");
    await dispatcher.tick();
    expect(rig.discord.count("send")).toBe(asked);
    rig.discord.meet(() => null);
    rig.clock.now += 6_000;
    await dispatcher.tick();
    expect(told()).toHaveLength(2);
  });

  test("what Discord refuses as a bug is kept, reported once, and not tried again", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => failure({ status: 400, code: 50035, message: "Invalid Form Body" }));
    await rig.later(0);
    await rig.later(minutes(600));
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.warnings).toEqual(["an announcement was refused"]);
  });

  test("items lost after downtime: what came while nobody sent is told after, as one digest", async () => {
    await rig.subscribe();
    for (const each of five) {
      await rig.change("added", [each]);
      rig.clock.now += minutes(600);
    }
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
    expect(told()).toHaveLength(5);
  });
});

describe("a channel that refuses", () => {
  test("disabled in silence: the first refusal blocks, says why and since when, and is told once", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one, two]);
    rig.discord.meet(() => noPermission);
    await rig.later(0);
    const blocked = await rig.subscriptions.find(settings().guildId, id);
    expect(blocked?.state).toMatchObject({ kind: "blocked", since: rig.clock.now });
    expect(blocked?.state).toHaveProperty("reason", expect.stringContaining("Send Messages"));
    expect(rig.discord.notices).toHaveLength(1);
    for (let hour = 0; hour < 24; hour++) await rig.later(minutes(60));
    expect(rig.discord.notices).toHaveLength(1);
  });

  test("is asked with growing gaps, never in a loop", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two]);
    rig.discord.meet(() => noPermission);
    for (let minute = 0; minute < 24 * 60; minute += 5) await rig.later(minutes(5));
    expect(rig.discord.count("send")).toBeLessThanOrEqual(6);
  });

  test("resumes by itself, and what was missed is one digest", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => failure({ status: 404, code: 10003 }));
    await rig.later(0);
    await rig.change("added", [two]);
    rig.discord.meet(() => null);
    await rig.later(minutes(6));
    expect(rig.discord.posted.map(({ tells }) => tells)).toEqual([[`${one.id} added`, `${two.id} added`]]);
    expect(await rig.subscriptions.find(settings().guildId, id)).toMatchObject({
      state: { kind: "active" },
      refusals: 0,
    });
  });

  test("is tried at once when its permissions change, but not more than once a minute", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => noPermission);
    await rig.later(0);
    for (let time = 0; time < 60; time++) {
      await rig.subscriptions.recheck(settings().guildId);
      await rig.later(1_000);
    }
    expect(rig.discord.count("send")).toBe(1);
    rig.discord.meet(() => null);
    await rig.subscriptions.recheck(settings().guildId);
    await rig.later(0);
    expect(told()).toEqual([`${one.id} added`]);
  });

  test("a message in doubt is not sent again when the channel can not be read", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet((verb) => (verb === "send" ? "lose" : null));
    await rig.later(0);
    rig.discord.meet(() => noPermission);
    await rig.later(minutes(1));
    rig.discord.meet(() => null);
    await rig.later(minutes(10));
    expect(told()).toEqual([`${one.id} added`]);
  });
});

test("what was in doubt when its channel refused, and is not there after all, is not forgotten", async () => {
  await rig.subscribe();
  await rig.change("added", [one]);
  rig.discord.meet(() => failure({ status: 502 }));
  await rig.later(0);
  rig.discord.meet(() => noPermission);
  await rig.later(minutes(1));
  rig.discord.meet(() => null);
  await rig.later(minutes(10));
  await rig.later(minutes(10));
  expect(told()).toEqual([`${one.id} added`]);
});

describe("a pause", () => {
  test("holds back what is new, and resuming tells it", async () => {
    const { id } = await rig.subscribe();
    await rig.subscriptions.pause(settings().guildId, id);
    await rig.change("added", [one]);
    await rig.later(minutes(60));
    expect(told()).toEqual([]);
    await rig.subscriptions.resume(settings().guildId, id);
    await rig.later(0);
    expect(told()).toEqual([`${one.id} added`]);
  });

  test("holds back what is on its way, unless it may be there already", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.meet(() => failure({ status: 429, retryAfter: 1_000 }));
    await rig.later(0);
    await rig.subscriptions.pause(settings().guildId, id);
    rig.discord.meet(() => null);
    await rig.later(minutes(10));
    expect(told()).toEqual([]);
    await rig.subscriptions.resume(settings().guildId, id);
    await rig.later(0);
    expect(told()).toEqual([`${one.id} added`]);
  });
});

test("stopping finishes what is in hand and takes nothing more", async () => {
  await rig.subscribe();
  await rig.change("added", [one]);
  const dispatcher = rig.dispatcher();
  const ticking = dispatcher.tick();
  await dispatcher.stop();
  await ticking;
  await rig.change("added", [two]);
  await dispatcher.tick();
  expect(told().length).toBeLessThanOrEqual(1);
  expect(
    await rig.db.selectFrom("messages").select("id").where("nextAt", ">", rig.clock.now).execute(),
  ).toEqual([]);
});
