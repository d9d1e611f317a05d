import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliverySteps } from "../../src/announce/delivery-steps.js";
import { isPostgres } from "../support/database.js";
import { createRig, guildId, minutes, paper } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const posted = () => rig.discord.posted.flatMap(({ lines }) => lines);
const weekly = { kind: "weekly", weekday: 1, hour: 9, minute: 0, zone: "UTC" } as const;
const week = minutes(7 * 24 * 60);

describe("overlapping subscriptions of a channel", () => {
  test("announce a paper once, each in its turn: with a role or tags, at once, the oldest", async () => {
    const last = await rig.subscribe({ query: "one", cadence: weekly });
    const old = await rig.subscribe();
    await rig.subscribe({ query: "on" });
    const role = await rig.subscribe({ query: "o", mentionRoleId: "1" });
    await rig.change("added", [paper("One")]);
    await rig.later(0);
    await rig.later(week);
    expect(posted()).toEqual([`${paper("One").id} added`]);
    expect((await rig.subscriptions.find(guildId, role.id))?.lastSentAt).not.toBeNull();
    for (const { id } of [last, old])
      expect((await rig.subscriptions.find(guildId, id))?.lastSentAt).toBeNull();
  });

  test("announce it by another one where the first is removed, paused or moved before its time", async () => {
    for (const [index, end] of (["remove", "pause", "move"] as const).entries()) {
      const channelId = `20000000000000001${index}`;
      const first = await rig.subscribe({ channelId, cadence: weekly, mentionRoleId: "1" });
      await rig.subscribe({ channelId, query: "paper" });
      await rig.change("added", [paper(`Paper ${end}`)]);
      await rig.later(0);
      const here = () => rig.discord.posted.filter((one) => one.channelId === channelId);
      expect(here()).toEqual([]);
      if (end === "remove") await rig.subscriptions.remove(guildId, first.id);
      if (end === "pause") await rig.subscriptions.pause(guildId, first.id);
      if (end === "move") await rig.subscriptions.edit(first.id, first, { ...first, channelId: "9" });
      await rig.later(0);
      expect(here()).toHaveLength(1);
      await rig.subscriptions.remove(guildId, first.id);
    }
  });

  test("announce nothing again that an older one has announced, also after a crash at any step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...deliverySteps), { maxLength: 5 }), async (crashes) => {
        const other = await createRig({ nonces: false });
        try {
          await other.subscribe();
          await other.subscribe({ query: "paper", mentionRoleId: "1" });
          await other.subscribe({ query: "one", channelKind: "text" });
          await other.change("added", [paper("Paper one"), paper("Paper two")]);
          for (const step of crashes) {
            await other
              .dispatcher({
                onStep(reached) {
                  if (reached === step) throw new Error(`killed at ${step}`);
                },
              })
              .tick()
              .catch(() => {});
          }
          await other.change("code-released", [paper("Paper one")]);
          for (let day = 0; day < 3; day++) await other.later(minutes(24 * 60));
          const lines = other.discord.posted.flatMap(({ lines }) => lines);
          expect(lines.toSorted()).toEqual(
            [
              `${paper("Paper one").id} added`,
              `${paper("Paper one").id} code-released`,
              `${paper("Paper two").id} added`,
            ].toSorted(),
          );
        } finally {
          await other.close();
        }
      }),
      { numRuns: isPostgres ? 6 : 12 },
    );
  });
});
