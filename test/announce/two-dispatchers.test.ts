import fc from "fast-check";
import { expect, test } from "vitest";
import { type DeliveryStep, deliverySteps } from "../../src/announce/delivery-steps.js";
import { countBacklog } from "../../src/store/backlog.js";
import { isPostgres } from "../support/database.js";
import { createRig, failure, minutes, paper } from "./support.js";

/** The events of a run, in any order. */
const event = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("change" as const), papers: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("tick" as const), both: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("crash" as const), step: fc.constantFrom(...deliverySteps) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("trouble" as const),
      what: fc.constantFrom("lose", "reset", "refuse", "limit", "broken"),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 0, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pause" as const) }) },
);

const troubles = {
  lose: "lose",
  reset: failure({ code: "ECONNRESET" }),
  refuse: failure({ status: 403, code: 50013 }),
  limit: failure({ status: 429, retryAfter: 3_000 }),
  broken: failure({ status: 502 }),
} as const;

/**
 * Throws at a step, which leaves the database as a kill does: nothing is written from then on.
 *
 * Both dispatchers share one connection, because SQLite's wait for another connection would block their thread.
 * `bench/crash.ts` tests processes with their own connections.
 */
function crashAt(step: DeliveryStep) {
  return (reached: DeliveryStep) => {
    if (reached === step) throw new Error(`killed at ${step}`);
  };
}

test.each([{ nonces: true }, { nonces: false }])(
  "two dispatchers on one database announce everything exactly once, whatever crashes and fails (%j)",
  async ({ nonces }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 14 }), async (events) => {
        const rig = await createRig({ nonces });
        try {
          const plain = await rig.subscribe({ channelKind: "announcement", thread: true, publish: true });
          const some = await rig.subscribe({ channelId: "200000000000000002", query: "1" });
          const expected: string[] = [];
          let count = 0;
          for (const each of events) {
            if (each.kind === "change") {
              const papers = Array.from({ length: each.papers }, () =>
                paper(`No. ${String(++count).padStart(3, "0")}`),
              );
              await rig.change("added", papers);
              for (const { id, title } of papers) {
                expected.push(`${plain.channelId} ${id} added`);
                if (title.includes("1")) expected.push(`${some.channelId} ${id} added`);
              }
            }
            if (each.kind === "tick") {
              const a = rig.dispatcher().tick();
              if (each.both) await Promise.all([a, rig.dispatcher().tick()]);
              await a;
            }
            if (each.kind === "crash") {
              // The dispatcher catches what a delivery throws, but not what its own steps throw.
              await rig
                .dispatcher({ onStep: crashAt(each.step) })
                .tick()
                .catch(() => {});
            }
            if (each.kind === "trouble") {
              let left = each.times;
              rig.discord.setFault(() => (left-- > 0 ? troubles[each.what] : null));
            }
            if (each.kind === "wait") rig.clock.now += minutes(each.minutes);
            if (each.kind === "pause") {
              await rig.subscriptions.pause(plain.guildId, some.id);
              await rig.subscriptions.resume(plain.guildId, some.id);
            }
          }
          rig.discord.setFault(() => null);
          for (let day = 0; day < 3; day++) await rig.later(minutes(24 * 60));

          const announced = rig.discord.posted.flatMap(({ channelId, lines }) =>
            lines.map((line) => `${channelId} ${line}`),
          );
          expect(announced.toSorted()).toEqual(expected.toSorted());
          expect(await countBacklog(rig.db)).toEqual({ pending: 0, sending: 0, blocked: 0 });
          // A refused thread or publication is given up: the announcement itself was sent.
          const refused = events.some((each) => each.kind === "trouble" && each.what === "refuse");
          for (const { channelId, threadName, crossposts } of rig.discord.posted) {
            if (channelId !== plain.channelId) continue;
            expect(crossposts).toBeLessThanOrEqual(1);
            if (!refused) expect([threadName !== undefined, crossposts]).toEqual([true, 1]);
          }
        } finally {
          await rig.close();
        }
      }),
      { numRuns: isPostgres ? 10 : 25 },
    );
  },
);
