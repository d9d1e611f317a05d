import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliverySteps } from "../../src/announce/delivery-steps.js";
import { troublesOf } from "../../src/store/messages.js";
import { isPostgres } from "../support/database.js";
import { createRig, failure, minutes, paper } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const forum = { channelId: "300000000000000001", channelKind: "forum" } as const;

describe("the post of a paper", () => {
  test("takes later changes of every subscription of the forum, whatever their time", async () => {
    const daily = { kind: "daily", hour: 9, minute: 0, zone: "UTC" } as const;
    await rig.subscribe({ ...forum, kinds: ["added"] });
    await rig.subscribe({ ...forum, kinds: ["code-released", "accepted"], cadence: daily });
    await rig.change("added", [paper("One"), paper("Two")]);
    await rig.later(0);
    await rig.change("code-released", [paper("One"), paper("Two")]);
    await rig.later(minutes(24 * 60));
    const channels = rig.discord.posted.map(({ channelId }) => channelId);
    expect(channels.slice(0, 2)).toEqual([forum.channelId, forum.channelId]);
    expect(new Set(channels.slice(2))).not.toContain(forum.channelId);
    expect(channels).toHaveLength(4);
  });

  test("is another one where it was deleted or locked, and blocks nothing", async () => {
    const { id, guildId } = await rig.subscribe(forum);
    await rig.change("added", [paper("One")]);
    await rig.later(0);
    for (const refusal of [
      { status: 404, code: 10003 },
      { status: 400, code: 160005 },
    ]) {
      rig.discord.setFault((_, channelId) => (channelId === forum.channelId ? null : failure(refusal)));
      await rig.change("edited", [paper("One")]);
      await rig.change("accepted", [paper("One", { venue: String(refusal.code) })]);
      await rig.later(minutes(1));
    }
    expect(await rig.subscriptions.find(guildId, id)).toMatchObject({ state: { kind: "active" } });
    expect(rig.discord.posted.map(({ channelId }) => channelId)).toEqual(
      Array.from({ length: 3 }, () => forum.channelId),
    );
  });

  test("gets the tags of a later change; one that Discord refuses blocks nothing, and is shown", async () => {
    const { id, guildId } = await rig.subscribe(forum);
    await rig.change("added", [paper("One")]);
    await rig.later(0);
    expect(rig.discord.count("tag")).toBe(0);
    await rig.change("code-released", [paper("One")]);
    await rig.later(minutes(1));
    expect(rig.discord.posted[0]?.addedTags).toEqual(["code-released"]);
    rig.discord.setFault((method) => (method === "tag" ? failure({ status: 403, code: 50013 }) : null));
    await rig.change("accepted", [paper("One", { venue: "ICLR" })]);
    for (let day = 0; day < 2; day++) await rig.later(minutes(24 * 60));
    expect(rig.discord.posted).toHaveLength(3);
    expect(rig.discord.count("tag")).toBe(2);
    expect(await rig.subscriptions.find(guildId, id)).toMatchObject({ state: { kind: "active" } });
    expect((await troublesOf(rig.db, id)).unfinished).toBe(
      "its post got no further tags: a permission is missing: the bot needs Manage Threads",
    );
  });

  test("is one, and nothing is repeated, whatever crashes and fails", async () => {
    const event = fc.oneof(
      fc.constantFrom(...deliverySteps).map((step) => ({ step, fault: null })),
      fc.constantFrom("lose" as const, failure({ status: 502 })).map((fault) => ({ step: null, fault })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), fc.boolean(), async (events, isForum) => {
        const other = await createRig({ nonces: false });
        try {
          const place = isForum ? forum : { ...forum, channelKind: "text" as const, thread: true };
          await other.subscribe({ ...place, kinds: ["added"] });
          await other.subscribe({ ...place, kinds: ["code-released", "accepted"] });
          await other.change("added", [paper("One")]);
          await other.change("code-released", [paper("One")]);
          for (const { step, fault } of events) {
            let left = 1;
            other.discord.setFault(() => (fault !== null && left-- > 0 ? fault : null));
            await other
              .dispatcher({
                onStep(reached) {
                  if (reached === step) throw new Error(`killed at ${step}`);
                },
              })
              .tick()
              .catch(() => {});
            other.clock.now += minutes(1);
          }
          other.discord.setFault(() => null);
          await other.change("accepted", [paper("One", { venue: "ICLR" })]);
          for (let day = 0; day < 3; day++) await other.later(minutes(24 * 60));
          const { id } = paper("One");
          expect(other.discord.posted.flatMap(({ lines }) => lines).toSorted()).toEqual([
            `${id} accepted`,
            `${id} added`,
            `${id} code-released`,
          ]);
          const opened = other.discord.posted.filter(({ channelId }) => channelId === forum.channelId);
          expect(opened).toHaveLength(1);
          const tags = opened.flatMap(({ addedTags }) => addedTags);
          expect(tags).toEqual([...new Set(tags)]);
        } finally {
          await other.close();
        }
      }),
      { numRuns: isPostgres ? 8 : 15 },
    );
  });
});
