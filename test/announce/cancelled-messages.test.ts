import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGuildMembership } from "../../src/announce/guild-membership.js";
import { createRig, failure, guildId, minutes, paper } from "./support.js";

/** Messages that were composed and may not be sent any more: what was in them is pending again. */

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const one = paper("One");
const two = paper("Two");
const three = paper("Three");
const noPermission = failure({ status: 403, code: 50013, message: "Missing Permissions" });
const lines = () => rig.discord.posted.map((message) => message.lines);
const added = (...papers: { readonly id: string }[]) => papers.map(({ id }) => `${id} added`);

/** The first sends are refused, all later requests succeed. */
function refuseFirst(times: number): void {
  let left = times;
  rig.discord.setFault((method) => (method === "send" && left-- > 0 ? noPermission : null));
}

describe("what was composed before a refusal", () => {
  test("is part of what was missed: it is not sent on its own, but in the digest of the next attempt", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two, three]);
    refuseFirst(1);
    await rig.later(0);
    expect(rig.discord.count("send")).toBe(1);
    expect(lines()).toEqual([]);
    await rig.later(minutes(5));
    expect(lines()).toEqual([added(one, two, three)]);
  });

  test("is no attempt of its own while the channel goes on refusing", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two, three]);
    refuseFirst(2);
    await rig.later(0);
    await rig.later(minutes(5));
    expect(rig.discord.count("send")).toBe(2);
    await rig.later(minutes(14));
    expect(rig.discord.count("send")).toBe(2);
    await rig.later(minutes(1));
    expect(lines()).toEqual([added(one, two, three)]);
  });

  test("is sent with what came after it", async () => {
    await rig.subscribe();
    await rig.change("added", [one, two]);
    refuseFirst(1);
    await rig.later(0);
    await rig.change("added", [three]);
    await rig.later(minutes(5));
    expect(lines()).toEqual([added(one, two, three)]);
  });

  test("of another subscription is sent as usual", async () => {
    await rig.subscribe({ query: "one" });
    await rig.subscribe({ query: "two", channelId: "200000000000000002" });
    await rig.change("added", [one, two]);
    rig.discord.setFault((_, channelId) => (channelId.endsWith("1") ? noPermission : null));
    await rig.later(0);
    expect(lines()).toEqual([added(two)]);
  });
});

describe("a message whose outcome is unknown, in a channel that then refuses", () => {
  /** It was not sent, but nobody knows; the lookup is refused, and blocks the subscription. */
  async function unknownThenBlocked(): Promise<void> {
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 502 }));
    await rig.later(0);
    rig.discord.setFault(() => noPermission);
    await rig.later(minutes(1));
    rig.discord.setFault(() => null);
  }

  test("is due at once when the lookup finds nothing: the channel was only read, and can be tried", async () => {
    await unknownThenBlocked();
    const [before] = await rig.subscriptions.list(guildId);
    expect(before?.state.kind).toBe("blocked");
    await rig.later(minutes(5));
    expect(lines()).toEqual([added(one)]);
    expect(await rig.subscriptions.list(guildId)).toMatchObject([{ state: { kind: "active" }, refusals: 0 }]);
  });

  test("is not due while an admin has the subscription paused, and is sent when it is resumed", async () => {
    await unknownThenBlocked();
    const [{ id } = { id: "" }] = await rig.subscriptions.list(guildId);
    await rig.subscriptions.pause(guildId, id);
    for (let time = 0; time < 12; time++) await rig.later(minutes(5));
    expect(await rig.subscriptions.list(guildId)).toMatchObject([{ dueAt: null }]);
    expect(lines()).toEqual([]);
    await rig.subscriptions.resume(guildId, id);
    await rig.later(0);
    expect(lines()).toEqual([added(one)]);
  });
});

describe("a message that is pending when the bot is removed from its server", () => {
  test("is not sent, and nothing is due until the bot is back", async () => {
    const membership = createGuildMembership({ db: rig.db, now: () => rig.clock.now });
    await rig.subscribe();
    await rig.change("added", [one]);
    rig.discord.setFault(() => failure({ status: 429, retryAfter: 60_000 }));
    await rig.later(0);
    await membership.left(guildId, { unavailable: false });
    rig.discord.setFault(() => null);
    for (let time = 0; time < 12; time++) await rig.later(minutes(5));
    expect(rig.discord.count("send")).toBe(1);
    expect(await rig.subscriptions.list(guildId)).toMatchObject([{ dueAt: null }]);
    await membership.joined(guildId);
    await rig.later(0);
    expect(lines()).toEqual([added(one)]);
  });
});
