import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countBacklog } from "../../src/store/backlog.js";
import { refusedOf } from "../../src/store/refused.js";
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
const announced = () => rig.discord.posted.flatMap(({ lines }) => lines);

describe("sending", () => {
  test("each change is sent once, in order, to each subscription that it matches", async () => {
    await rig.subscribe();
    await rig.subscribe({ channelId: "200000000000000002", query: "two" });
    await rig.subscribe({ channelId: "200000000000000003", kinds: ["removed"] });
    await rig.change("added", [one, two]);
    await rig.later(0);
    await rig.later(minutes(5));
    const announcedIn = (digit: string) =>
      rig.discord.posted.filter(({ channelId }) => channelId.endsWith(digit)).flatMap(({ lines }) => lines);
    expect(announcedIn("1")).toEqual([`${one.id} added`, `${two.id} added`]);
    expect(announcedIn("2")).toEqual([`${two.id} added`]);
    expect(announcedIn("3")).toEqual([]);
  });

  test("more than three changes at one time become one digest", async () => {
    await rig.subscribe();
    await rig.change("added", five);
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
    expect(announced()).toEqual(five.map(({ id }) => `${id} added`));
  });

  test("changes that the operator released as a digest are one message, however few they are", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two], { mode: "digest" });
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
  });

  test("a flood after an upstream glitch: a new baseline is recorded and not announced", async () => {
    await rig.subscribe();
    await rig.change("added", five, { mode: "none" });
    await rig.later(0);
    expect(rig.discord.posted).toEqual([]);
  });

  test("reposts when an item is edited: `added` and `code-released` are announced once per paper", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    await rig.change("added", [{ ...one, title: "One, corrected" }]);
    await rig.change("code-released", [one]);
    await rig.change("code-released", [one]);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`, `${one.id} code-released`]);
  });

  test("a paper that is accepted at a second venue, or edited again, is announced again", async () => {
    await rig.subscribe({ kinds: ["accepted", "edited"] });
    await rig.change("accepted", [{ ...one, venue: "ICLR" }]);
    await rig.change("accepted", [{ ...one, venue: "ICLR" }]);
    await rig.change("accepted", [{ ...one, venue: "NeurIPS" }]);
    await rig.later(0);
    await rig.change("edited", [one]);
    await rig.change("edited", [one]);
    await rig.later(0);
    expect(announced().filter((line) => line.endsWith("accepted"))).toHaveLength(2);
    expect(announced().filter((line) => line.endsWith("edited"))).toHaveLength(2);
  });

  test("a daily digest is sent as one message, at its hour in its time zone", async () => {
    const daily = { kind: "daily", hour: 18, minute: 0, zone: "Europe/Berlin" } as const;
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
    expect(rig.discord.posted.map(({ lines }) => lines)).toEqual([[`${one.id} added`, `${two.id} added`]]);
  });

  test("an announcement gets one thread and is published once", async () => {
    await rig.subscribe({ channelKind: "announcement", thread: true, publish: true });
    await rig.change("added", [one]);
    let lost = 0;
    rig.discord.setFault((verb) => (verb !== "send" && lost++ < 2 ? "lose" : null));
    for (let minute = 0; minute < 5; minute++) await rig.later(minutes(1));
    expect(rig.discord.posted).toMatchObject([{ threadName: "One", crossposts: 1 }]);
    expect(await countBacklog(rig.db)).toEqual({ pending: 0, sending: 0, blocked: 0 });
  });

  test("a forum post gets no thread of its own", async () => {
    await rig.subscribe({ channelKind: "forum", thread: true });
    await rig.change("added", [one]);
    await rig.later(0);
    expect(rig.discord.count("thread")).toBe(0);
  });
});

describe("failures", () => {
  test("reposts after a lost reply: the message is looked up and found, and not sent again", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault((verb) => (verb === "send" ? "lose" : null));
    await rig.later(0);
    await rig.later(minutes(1));
    expect(announced()).toEqual([`${one.id} added`]);
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.discord.count("find")).toBe(1);
    expect(await countBacklog(rig.db)).toMatchObject({ sending: 0 });
  });

  test("a message whose request never arrived is looked up, not found, and sent again", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ code: "ECONNRESET" }));
    await rig.later(0);
    expect(announced()).toEqual([]);
    rig.discord.setFault(() => null);
    await rig.later(minutes(1));
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("an unknown message is not sent again while the lookup fails", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault((verb) => (verb === "send" ? "lose" : failure({ status: 502 })));
    for (let minute = 0; minute < 30; minute++) await rig.later(minutes(1));
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.discord.count("find")).toBeGreaterThan(1);
    rig.discord.setFault(() => null);
    await rig.later(minutes(30));
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("a rate-limited message is sent after the limit, without a lookup", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 429, retryAfter: 90_000 }));
    await rig.later(0);
    await rig.later(minutes(1));
    expect(rig.discord.count("send")).toBe(1);
    rig.discord.setFault(() => null);
    await rig.later(minutes(1));
    expect(announced()).toEqual([`${one.id} added`]);
    expect(rig.discord.count("find")).toBe(0);
  });

  test('"up", but nothing is delivered: after a global rate limit sending resumes', async () => {
    await rig.subscribe();
    await rig.subscribe({ channelId: "200000000000000002" });
    await rig.change("added", [one]);
    const dispatcher = rig.dispatcher();
    rig.discord.setFault(() => failure({ status: 429, retryAfter: 5_000, global: true }));
    await dispatcher.tick();
    const sends = rig.discord.count("send");
    await dispatcher.tick();
    expect(rig.discord.count("send")).toBe(sends);
    rig.discord.setFault(() => null);
    rig.clock.now += 6_000;
    await dispatcher.tick();
    expect(announced()).toHaveLength(2);
  });

  test("a message that Discord refuses as invalid is kept, reported once, and not retried", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 400, code: 50035, message: "Invalid Form Body" }));
    await rig.later(0);
    await rig.later(minutes(600));
    expect(rig.discord.count("send")).toBe(1);
    expect(rig.warnings).toEqual(["an announcement was refused"]);
  });

  test("a digest with one paper that Discord does not want is split until only that one is unsent", async () => {
    const { id } = await rig.subscribe();
    const papers = ["A", "B", "C", "D", "Bad", "E", "F", "G", "H"].map((title) => paper(title));
    await rig.change("added", papers);
    rig.discord.refuseContent("bad0000000", { status: 403, code: 240000 });
    await rig.later(0);
    const wanted = papers.filter(({ title }) => title !== "Bad").map((one) => `${one.id} added`);
    expect(announced().toSorted()).toEqual(wanted.toSorted());
    await rig.later(minutes(600));
    expect(announced()).toHaveLength(wanted.length);
    expect(rig.warnings).toEqual(["an announcement was refused"]);
    expect((await rig.subscriptions.find(settings().guildId, id))?.state.kind).toBe("active");
    expect(await refusedOf(rig.db, id)).toMatchObject([
      { title: "Bad", reason: expect.stringContaining("240000") },
    ]);
  });

  test("a digest that is refused as a whole leaves each of its papers refused, and the subscription active", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", five);
    rig.discord.refuseContent("", { status: 400, code: 50035 });
    await rig.later(0);
    expect(announced()).toEqual([]);
    expect(await refusedOf(rig.db, id)).toHaveLength(5);
    rig.discord.refuseContent(null);
    await rig.change("added", [one]);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("a blocked channel whose only pending paper is not wanted becomes active", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => noPermission);
    await rig.later(0);
    rig.discord.setFault(() => failure({ status: 403, code: 200000 }));
    await rig.later(minutes(6));
    expect(await rig.subscriptions.find(settings().guildId, id)).toMatchObject({
      state: { kind: "active" },
      refusals: 0,
    });
  });

  test.each([400, 403, 404, 413])(
    "an answer %i without Discord's words is retried, never refused",
    async (status) => {
      const { id } = await rig.subscribe();
      await rig.change("added", [one]);
      rig.discord.setFault(() => failure({ status }));
      for (let minute = 0; minute < 30; minute++) await rig.later(minutes(1));
      rig.discord.setFault(() => null);
      await rig.later(minutes(30));
      expect(announced()).toEqual([`${one.id} added`]);
      expect((await rig.subscriptions.find(settings().guildId, id))?.state.kind).toBe("active");
    },
  );

  test("a pause of all sending is logged once", async () => {
    for (let channel = 1; channel < 9; channel++)
      await rig.subscribe({ channelId: `20000000000000000${channel}` });
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 401, code: 0 }));
    await rig.later(0);
    await rig.later(minutes(5));
    expect(rig.warnings).toEqual(["Discord takes no announcements for now"]);
  });

  test("items lost after downtime: the changes of a downtime are announced afterwards, as one digest", async () => {
    await rig.subscribe();
    for (const each of five) {
      await rig.change("added", [each]);
      rig.clock.now += minutes(600);
    }
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
    expect(announced()).toHaveLength(5);
  });
});

describe("a channel that refuses announcements", () => {
  test("disabled in silence: the first refusal blocks the subscription with a reason and a time, and sends one notice", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one, two]);
    rig.discord.setFault(() => noPermission);
    await rig.later(0);
    const blocked = await rig.subscriptions.find(settings().guildId, id);
    expect(blocked?.state).toMatchObject({ kind: "blocked", since: rig.clock.now });
    expect(blocked?.state).toHaveProperty("reason", expect.stringContaining("Send Messages"));
    expect(rig.discord.notices).toHaveLength(1);
    for (let hour = 0; hour < 24; hour++) await rig.later(minutes(60));
    expect(rig.discord.notices).toHaveLength(1);
  });

  test("is probed with growing gaps, not in a loop", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two]);
    rig.discord.setFault(() => noPermission);
    for (let minute = 0; minute < 24 * 60; minute += 5) await rig.later(minutes(5));
    expect(rig.discord.count("send")).toBeLessThanOrEqual(6);
  });

  test("resumes by itself, and its backlog is one digest", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 404, code: 10003 }));
    await rig.later(0);
    await rig.change("added", [two]);
    rig.discord.setFault(() => null);
    await rig.later(minutes(6));
    expect(rig.discord.posted.map(({ lines }) => lines)).toEqual([[`${one.id} added`, `${two.id} added`]]);
    expect(await rig.subscriptions.find(settings().guildId, id)).toMatchObject({
      state: { kind: "active" },
      refusals: 0,
    });
  });

  test("is probed at once when its permissions change, but at most once a minute", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => noPermission);
    await rig.later(0);
    for (let time = 0; time < 60; time++) {
      await rig.subscriptions.recheck(settings().guildId);
      await rig.later(1_000);
    }
    expect(rig.discord.count("send")).toBe(1);
    rig.discord.setFault(() => null);
    await rig.subscriptions.recheck(settings().guildId);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("is probed when its permissions change after the clock was set back by hours", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => noPermission);
    await rig.later(0);
    rig.clock.now -= minutes(300);
    rig.discord.setFault(() => null);
    await rig.subscriptions.recheck(settings().guildId);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("is probed a minute after a refusal if it was repaired within that minute", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => noPermission);
    await rig.later(0);
    rig.discord.setFault(() => null);
    rig.clock.now += 20_000;
    await rig.subscriptions.recheck(settings().guildId);
    await rig.later(0);
    expect(announced()).toEqual([]);
    await rig.later(42_000);
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("names the permission that the bot is known to lack", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => noPermission);
    await rig.dispatcher({ missingPermissions: () => ["Embed Links"] }).tick();
    expect((await rig.subscriptions.find(settings().guildId, id))?.state).toMatchObject({
      reason: "a permission is missing: the bot needs Embed Links",
    });
  });

  test("a message with an unknown outcome is not sent again while the channel cannot be read", async () => {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault((verb) => (verb === "send" ? "lose" : null));
    await rig.later(0);
    rig.discord.setFault(() => noPermission);
    await rig.later(minutes(1));
    rig.discord.setFault(() => null);
    await rig.later(minutes(10));
    expect(announced()).toEqual([`${one.id} added`]);
  });
});

test("a message with an unknown outcome whose channel then refuses is sent when the channel works again", async () => {
  await rig.subscribe();
  await rig.change("added", [one]);
  rig.discord.setFault(() => failure({ status: 502 }));
  await rig.later(0);
  rig.discord.setFault(() => noPermission);
  await rig.later(minutes(1));
  rig.discord.setFault(() => null);
  await rig.later(minutes(10));
  await rig.later(minutes(10));
  expect(announced()).toEqual([`${one.id} added`]);
});

describe("a paused subscription", () => {
  test("keeps new changes pending, and announces them when it is resumed", async () => {
    const { id } = await rig.subscribe();
    await rig.subscriptions.pause(settings().guildId, id);
    await rig.change("added", [one]);
    await rig.later(minutes(60));
    expect(announced()).toEqual([]);
    await rig.subscriptions.resume(settings().guildId, id);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`]);
  });

  test("keeps a message that was certainly not sent pending until it is resumed", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 429, retryAfter: 1_000 }));
    await rig.later(0);
    await rig.subscriptions.pause(settings().guildId, id);
    rig.discord.setFault(() => null);
    await rig.later(minutes(10));
    expect(announced()).toEqual([]);
    await rig.subscriptions.resume(settings().guildId, id);
    await rig.later(0);
    expect(announced()).toEqual([`${one.id} added`]);
  });
});

describe("a process that was stopped", () => {
  test.each(["sending", "looking up"] as const)(
    "past its lease, while it was %s, sends nothing when it goes on",
    async (step) => {
      await rig.subscribe({ channelKind: "forum" });
      await rig.change("added", [one]);
      if (step === "looking up") {
        rig.discord.setFault(() => failure({ code: "ECONNRESET" }));
        await rig.later(0);
        rig.discord.setFault(() => null);
        rig.clock.now += minutes(1);
      }
      // Stopped there for an hour, in which another process does the work.
      let isStopped = true;
      const onStep = (reached: string) => {
        if (reached === step && isStopped) {
          isStopped = false;
          rig.clock.now += minutes(60);
        }
      };
      const dispatcher = rig.dispatcher({ onStep });
      await dispatcher.tick();
      await rig.later(0);
      await dispatcher.tick();
      await rig.later(minutes(60));
      expect(announced()).toEqual([`${one.id} added`]);
    },
  );
});

test("a forum post is looked for before any second attempt, whatever became of the first", async () => {
  await rig.subscribe({ channelKind: "forum" });
  await rig.change("added", [one]);
  rig.discord.setFault(() => failure({ status: 429, retryAfter: 10_000 }));
  await rig.later(0);
  rig.discord.setFault(() => null);
  await rig.later(minutes(1));
  expect(rig.discord.count("find")).toBe(1);
  expect(announced()).toEqual([`${one.id} added`]);
});

test("a message is looked for from the time at which it was first tried, by the clock that is behind", async () => {
  await rig.subscribe();
  await rig.change("added", [one]);
  const discordTime = rig.clock.now - minutes(2);
  let since = 0;
  const messenger = {
    ...rig.discord.messenger,
    time: () => discordTime,
    find: async (...args: Parameters<typeof rig.discord.messenger.find>) => {
      since = args[2];
      return await rig.discord.messenger.find(...args);
    },
  };
  rig.discord.setFault((verb) => (verb === "send" ? "lose" : null));
  const dispatcher = rig.dispatcher({ messenger });
  await dispatcher.tick();
  rig.clock.now += minutes(1);
  await dispatcher.tick();
  expect(since).toBe(discordTime);
  expect(announced()).toEqual([`${one.id} added`]);
});

test("stopping settles the messages in flight and claims no more", async () => {
  await rig.subscribe();
  await rig.change("added", [one]);
  const dispatcher = rig.dispatcher();
  const ticking = dispatcher.tick();
  await dispatcher.stop();
  await ticking;
  await rig.change("added", [two]);
  await dispatcher.tick();
  expect(announced().length).toBeLessThanOrEqual(1);
  expect(
    await rig.db.selectFrom("messages").select("id").where("nextAt", ">", rig.clock.now).execute(),
  ).toEqual([]);
});
