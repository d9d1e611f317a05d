import fc from "fast-check";
import { expect, test } from "vitest";
import { type DeliveryStep, deliverySteps } from "../../src/announce/delivery-steps.js";
import { countBacklog } from "../../src/store/backlog.js";
import { createRig, failure, minutes, paper } from "./support.js";

/** What can happen, in any order. */
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
 * Both share one connection, whose transactions take turns: SQLite's own wait for another connection would hold up
 * the other one in the same thread. Processes with connections of their own are tested by `bench/crash.ts`.
 *
 * A process that dies at a step: nothing of it is written from then on. The message's work is cut off by throwing,
 * which leaves the database as a kill does.
 */
function dyingAt(step: DeliveryStep) {
  return (reached: DeliveryStep) => {
    if (reached === step) throw new Error(`killed at ${step}`);
  };
}

test.each([
  { nonces: true, runs: 25 },
  { nonces: false, runs: 25 },
])(
  "two dispatchers on one database, crashes and faults in any order: each exactly once (%j)",
  async ({ nonces, runs }) => {
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
              // Some steps are on the way of a message, where the throw is caught, some on the dispatcher's own.
              await rig
                .dispatcher({ onStep: dyingAt(each.step) })
                .tick()
                .catch(() => {});
            }
            if (each.kind === "trouble") {
              let left = each.times;
              rig.discord.meet(() => (left-- > 0 ? troubles[each.what] : null));
            }
            if (each.kind === "wait") rig.clock.now += minutes(each.minutes);
            if (each.kind === "pause") {
              await rig.subscriptions.pause(plain.guildId, some.id);
              await rig.subscriptions.resume(plain.guildId, some.id);
            }
          }
          rig.discord.meet(() => null);
          for (let day = 0; day < 3; day++) await rig.later(minutes(24 * 60));

          const told = rig.discord.posted.flatMap(({ channelId, tells }) =>
            tells.map((tell) => `${channelId} ${tell}`),
          );
          expect(told.toSorted()).toEqual(expected.toSorted());
          expect(await countBacklog(rig.db)).toEqual({ waiting: 0, sending: 0, blocked: 0 });
          // A refused thread or publication is given up: the announcement itself is out.
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
      { numRuns: runs },
    );
  },
  60_000,
);
