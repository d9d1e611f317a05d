import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { explainDeliveries } from "../../src/announce/explain-deliveries.js";
import { createGuildMembership } from "../../src/announce/guild-membership.js";
import { maxSubscriptions } from "../../src/announce/subscriptions.js";
import { createRig, failure, guildId, minutes, paper, readFilter, settings } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

describe("subscribing", () => {
  test("subscribing twice to the same updates the one subscription", async () => {
    const { id } = await rig.subscribe({ query: "vision  models" });
    const again = await rig.subscriptions.save(settings({ query: " vision models", mentionRoleId: "1" }));
    expect(again).toMatchObject({ kind: "changed", subscription: { id, mentionRoleId: "1" } });
    expect(await rig.subscriptions.list(guildId)).toHaveLength(1);
  });

  test("a server has at most 50 subscriptions", async () => {
    for (let index = 0; index < maxSubscriptions; index++) await rig.subscribe({ query: `no ${index}` });
    expect(await rig.subscriptions.save(settings({ query: "one more" }))).toEqual({
      kind: "too many",
      max: 50,
    });
    expect(await rig.subscriptions.save(settings({ query: "no 1" }))).toMatchObject({ kind: "unchanged" });
    expect(await rig.subscriptions.save(settings({ guildId: "2" }))).toMatchObject({ kind: "created" });
  });

  test.each([
    ["query", { query: "?venue" }],
    ["query", { query: "x".repeat(401) }],
    ["kinds", { kinds: [] }],
    ["cadence", { cadence: { kind: "daily", hour: 24, minute: 0, zone: "UTC" } }],
    ["cadence", { cadence: { kind: "daily", hour: 9, minute: 0, zone: "Berlin" } }],
    ["cadence", { cadence: { kind: "weekly", weekday: 7, hour: 9, minute: 0, zone: "UTC" } }],
    ["cadence", { cadence: { kind: "daily", hour: 9, minute: 60, zone: "UTC" } }],
    ["cadence", { cadence: { kind: "monthly", day: 32, hour: 9, minute: 0, zone: "UTC" } }],
    ["tags", { tags: ["a", "b", "c", "d", "e", "f"] }],
    ["publish", { publish: true, channelKind: "text" }],
  ] as const)("a wrong %s is refused, and nothing is saved: %j", async (about, wrong) => {
    expect(await rig.subscriptions.save(settings(wrong))).toMatchObject({ kind: "invalid", about });
    expect(await rig.subscriptions.list(guildId)).toEqual([]);
  });

  test("editing keeps pending deliveries, and cannot make two subscriptions the same", async () => {
    const one = await rig.subscribe({ query: "one" });
    await rig.subscribe({ query: "two" });
    expect(await rig.subscriptions.edit(one.id, one, settings({ query: "two" }))).toMatchObject({
      kind: "taken",
    });
    const daily = { kind: "daily", hour: 12, minute: 0, zone: "UTC" } as const;
    await rig.change("added", [paper("One")]);
    await rig.subscriptions.edit(one.id, one, settings({ query: "one", cadence: daily }));
    await rig.later(minutes(1));
    expect(rig.discord.posted).toEqual([]);
    await rig.later(minutes(24 * 60));
    expect(rig.discord.posted).toHaveLength(1);
  });

  test("a subscription that moves from a refusing channel resumes at once in the new one", async () => {
    const before = await rig.subscribe();
    const { id } = before;
    await rig.change("added", [paper("One")]);
    rig.discord.setFault(() => failure({ status: 404, code: 10003 }));
    await rig.later(0);
    rig.discord.setFault(() => null);
    const channelId = "200000000000000002";
    expect(await rig.subscriptions.edit(id, before, settings({ channelId }))).toMatchObject({
      before: { state: { kind: "blocked" } },
      subscription: { state: { kind: "active" } },
    });
    await rig.later(0);
    expect(rig.discord.posted).toMatchObject([{ channelId }]);
  });

  test("a server cannot see or change the subscriptions of another", async () => {
    const { id } = await rig.subscribe();
    expect(await rig.subscriptions.find("2", id)).toBeNull();
    expect(await rig.subscriptions.pause("2", id)).toBeNull();
    expect(await rig.subscriptions.remove("2", id)).toBe(false);
    expect(await rig.subscriptions.edit(id, settings(), settings({ guildId: "2" }))).toEqual({
      kind: "gone",
    });
    expect(await rig.subscriptions.find(guildId, id)).toMatchObject({ state: { kind: "active" } });
  });

  test("removing a subscription removes its pending deliveries and its messages", async () => {
    const { id } = await rig.subscribe();
    await rig.change("added", [paper("One")]);
    rig.discord.setFault(() => failure({ code: "ECONNRESET" }));
    await rig.later(0);
    expect(await rig.subscriptions.remove(guildId, id)).toBe(true);
    rig.discord.setFault(() => null);
    await rig.later(minutes(60));
    expect(rig.discord.posted).toEqual([]);
    expect(await rig.subscriptions.remove(guildId, id)).toBe(false);
  });
});

describe("guild membership", () => {
  test("an outage deletes the settings: it changes nothing", async () => {
    const before = await rig.subscribe();
    const membership = createGuildMembership({ db: rig.db, now: () => rig.clock.now });
    await membership.left(guildId, { unavailable: true });
    await rig.change("added", [paper("One")]);
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
    rig.clock.now += minutes(90 * 24 * 60);
    expect(await membership.sweep()).toBe(0);
    expect(await rig.subscriptions.find(guildId, before.id)).not.toBeNull();
  });

  test("after a kick nothing is sent and settings are kept for 30 days; after a return sending resumes", async () => {
    const { id } = await rig.subscribe();
    const membership = createGuildMembership({ db: rig.db, now: () => rig.clock.now });
    await rig.change("added", [paper("Before")]);
    await membership.left(guildId, { unavailable: false });
    await rig.change("added", [paper("While away")]);
    await rig.later(minutes(29 * 24 * 60));
    expect(rig.discord.count("send")).toBe(0);
    expect(await membership.sweep()).toBe(0);
    await membership.joined(guildId);
    await rig.later(0);
    expect(rig.discord.posted.flatMap(({ lines }) => lines)).toEqual([`${paper("Before").id} added`]);

    await membership.left(guildId, { unavailable: false });
    rig.clock.now += minutes(31 * 24 * 60);
    expect(await membership.sweep()).toBe(1);
    expect(await rig.subscriptions.find(guildId, id)).toBeNull();
  });

  test("a kick while the bot was not running is noticed at start", async () => {
    await rig.subscribe();
    await rig.subscribe({ guildId: "2" });
    const membership = createGuildMembership({ db: rig.db, now: () => rig.clock.now });
    await membership.sync(["2", "3"]);
    await rig.change("added", [paper("One")]);
    await rig.later(0);
    expect(rig.discord.posted).toHaveLength(1);
  });
});

test("each subscription explains why a paper was or was not announced", async () => {
  const one = paper("Vision One");
  await rig.subscribe();
  await rig.subscribe({ query: "speech" });
  await rig.subscribe({ kinds: ["removed"] });
  const paused = await rig.subscribe({ channelId: "200000000000000009" });
  await rig.subscriptions.pause(guildId, paused.id);
  await rig.change("added", [one]);
  await rig.later(minutes(1));
  await rig.subscribe({ query: "vision" });
  const answer = await explainDeliveries(rig.db, guildId, one, { lists: ["list"], readFilter });
  expect(answer.map(({ changes }) => changes.map(({ status }) => status.kind))).toEqual([
    ["announced"],
    ["filter does not match"],
    ["kind not wanted"],
    ["pending"],
    ["subscribed later"],
  ]);
  expect(
    await explainDeliveries(rig.db, guildId, paper("Never seen"), { lists: ["list"], readFilter }),
  ).toMatchObject([{ changes: [] }, { changes: [] }, { changes: [] }, { changes: [] }, { changes: [] }]);
});
