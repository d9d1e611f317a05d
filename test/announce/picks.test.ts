import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DeliveryStep, deliverySteps } from "../../src/announce/delivery-steps.js";
import { createGuildMembership } from "../../src/announce/guild-membership.js";
import { createInterest } from "../../src/announce/interest.js";
import { suspendSubscriptions } from "../../src/store/due-subscriptions.js";
import { saveGuildsLeft } from "../../src/store/guilds.js";
import { takePersonNotices } from "../../src/store/notices.js";
import { refusedOf } from "../../src/store/refused.js";
import { sweepHistory } from "../../src/store/sweep-history.js";
import { isPostgres } from "../support/database.js";
import { createRig, failure, guildId, minutes, paper } from "./support.js";

const day = minutes(24 * 60);
const personId = "300000000000000001";
const daily = { kinds: ["pick"], cadence: { kind: "daily", hour: 9, minute: 0, zone: "UTC" } } as const;
const weekly = { kind: "weekly", weekday: 1, hour: 9, minute: 0, zone: "UTC" } as const;
const listed = (title: string) => ({ ...paper(title), lists: ["list"] });
const titles = (count: number) =>
  Array.from({ length: count }, (_, index) => `Paper ${String.fromCharCode(97 + index)}`);

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const posted = () => rig.discord.posted.flatMap(({ lines }) => lines);

describe("picks", () => {
  test("come once at each of their times, and none is repeated before all were there", async () => {
    rig.papers.push(...titles(5).map(listed));
    await rig.subscribe(daily);
    await rig.later(minutes(20));
    expect(posted()).toEqual([]);
    for (let count = 1; count <= 10; count++) {
      await rig.later(day);
      expect(posted()).toHaveLength(count);
    }
    const rounds = [posted().slice(0, 5), posted().slice(5)];
    for (const round of rounds) expect(new Set(round).size).toBe(5);
    expect(rounds[1]?.[0]).not.toBe(rounds[0]?.at(-1));
  });

  test("a paper that is added joins the round, and one that was removed is passed over", async () => {
    rig.papers.push(...titles(6).map(listed));
    await rig.subscribe(daily);
    await rig.later(day);
    const [first = ""] = posted();
    rig.papers.push(...["New 1", "New 2"].map(listed));
    const gone = rig.papers.findIndex(({ id }) => `${id} pick` !== first);
    const [removed] = rig.papers.splice(gone, 1);
    for (let count = 0; count < 6; count++) await rig.later(day);
    expect(new Set(posted()).size).toBe(7);
    expect(posted()).toEqual(expect.arrayContaining(rig.papers.map(({ id }) => `${id} pick`)));
    expect(posted()).not.toContain(`${removed?.id} pick`);
  });

  test("follow the filter", async () => {
    rig.papers.push(...["One vit", "Two vit", "Three llm"].map(listed));
    await rig.subscribe({ ...daily, query: "vit" });
    for (let count = 0; count < 2; count++) await rig.later(day);
    expect(posted().toSorted()).toEqual(["onevit0000 pick", "twovit0000 pick"]);
  });

  test("after days without the bot there is one, not one for each day", async () => {
    rig.papers.push(...titles(5).map(listed));
    await rig.subscribe(daily);
    await rig.later(4 * day);
    expect(posted()).toHaveLength(1);
    await rig.later(day);
    expect(posted()).toHaveLength(2);
  });

  test("rest while they are paused, and while the bot is not in the server", async () => {
    rig.papers.push(...titles(5).map(listed));
    const { id } = await rig.subscribe(daily);
    await rig.subscriptions.pause(guildId, id);
    await rig.later(3 * day);
    expect(posted()).toEqual([]);
    await rig.subscriptions.resume(guildId, id);
    await rig.later(day);
    expect(posted()).toHaveLength(1);
    await rig.db.transaction().execute(async (trx) => {
      await saveGuildsLeft(trx, [guildId], rig.clock.now);
      await suspendSubscriptions(trx, [guildId]);
    });
    await rig.later(3 * day);
    expect(posted()).toHaveLength(1);
    await createGuildMembership({ db: rig.db, now: () => rig.clock.now }).joined(guildId);
    await rig.later(day);
    expect(posted()).toHaveLength(2);
  });

  test("a channel that refuses gets the same pick once it accepts again", async () => {
    rig.papers.push(...titles(5).map(listed));
    await rig.subscribe(daily);
    rig.discord.setFault(() => failure({ status: 403, code: 50013 }));
    for (let count = 0; count < 3; count++) await rig.later(day);
    expect(posted()).toEqual([]);
    rig.discord.setFault(() => null);
    await rig.later(day);
    expect(posted()).toHaveLength(1);
    for (let count = 0; count < 4; count++) await rig.later(day);
    expect(new Set(posted()).size).toBe(5);
    expect(posted()).toHaveLength(5);
  });

  test("wait while the lists are still being read", async () => {
    await rig.subscribe(daily);
    rig.clock.now += day;
    await rig.dispatcher({ papersFor: () => null }).tick();
    expect(posted()).toEqual([]);
    rig.papers.push(listed("Paper a"));
    await rig.later(minutes(2));
    expect(posted()).toHaveLength(1);
    await rig.later(day);
    expect(posted(), "an only paper is repeated").toHaveLength(2);
  });

  test("what was picked stays known when the history is deleted, and earlier rounds go", async () => {
    rig.papers.push(...titles(3).map(listed));
    await rig.subscribe(daily);
    for (let count = 0; count < 5; count++) await rig.later(day);
    await sweepHistory(rig.db, rig.clock.now + 1);
    const kept = await rig.db.selectFrom("featuredPapers").select(["round", "messageId"]).execute();
    expect(kept.map(({ round }) => round)).toEqual([1, 1]);
    await rig.later(day);
    expect(new Set(posted().slice(3)).size).toBe(3);
  });

  test("one that Discord does not want holds up no other", async () => {
    rig.papers.push(...titles(3).map(listed));
    await rig.subscribe({ ...daily, kinds: ["added", "pick"] });
    await rig.change("added", [paper("Fresh one"), paper("Fresh two")]);
    rig.discord.refuseContent(" pick", { status: 400, code: 200000 });
    await rig.later(day);
    expect(posted().toSorted()).toEqual(["freshone00 added", "freshtwo00 added"]);
    const [subscription] = await rig.subscriptions.list(guildId);
    expect(await refusedOf(rig.db, subscription?.id ?? "")).toMatchObject([
      { title: expect.stringMatching(/^Paper /) },
    ]);
    rig.discord.refuseContent(null);
    await rig.later(day);
    expect(posted()).toHaveLength(3);
  });
});

test("a digest carries a pick in a quiet week only", async () => {
  rig.papers.push(...titles(3).map(listed));
  await rig.subscribe({ kinds: ["added", "quiet-pick"], cadence: weekly });
  await rig.later(7 * day);
  expect(posted()).toEqual([expect.stringMatching(/ pick$/)]);
  await rig.change("added", [paper("Fresh one")]);
  await rig.later(7 * day);
  expect(posted().slice(1)).toEqual(["freshone00 added"]);
  await rig.later(7 * day);
  expect(posted().slice(2)).toEqual([expect.stringMatching(/ pick$/)]);
});

test("picks and the top have a time", async () => {
  const outcome = await rig.subscriptions.save({
    ...(await rig.subscribe()),
    kinds: ["pick"],
  });
  expect(outcome).toMatchObject({ kind: "invalid", about: "cadence" });
});

test("the top is made of the votes since the last time, and is sent once", async () => {
  rig.papers.push(...titles(7).map(listed));
  const interest = createInterest(rig.db, () => rig.clock.now);
  await rig.subscribe({ kinds: ["top"], cadence: weekly });
  await rig.later(7 * day);
  expect(posted(), "nobody has voted").toEqual([]);
  const voteFor = async (title: string, votes: number) => {
    for (let person = 0; person < votes; person++) {
      await interest.toggle({ guildId, paperId: paper(title).id, personId: String(person) });
    }
  };
  for (const [index, title] of titles(7).entries()) await voteFor(title, index + 1);
  rig.papers.pop();
  await Promise.all([rig.later(7 * day), rig.dispatcher().tick()]);
  const best = titles(6).toReversed().slice(0, 5);
  expect(posted()).toEqual(best.map((title) => `${paper(title).id} top`));
  await rig.later(7 * day);
  expect(posted()).toHaveLength(5);
  await voteFor("Paper a", 1);
  await rig.later(7 * day);
  expect(posted(), "a vote was taken back").toHaveLength(5);
});

test("alerts of a person who takes no messages are paused at once, all of them, and the person is told once", async () => {
  const alert = {
    guildId: personId,
    channelId: personId,
    channelKind: "dm",
    cadence: daily.cadence,
  } as const;
  await rig.subscribe({ ...alert, kinds: ["added"] });
  await rig.subscribe({ ...alert, kinds: ["added"], query: "fresh" });
  await rig.change("added", [paper("Fresh one")]);
  rig.discord.setFault(() => failure({ status: 403, code: 50007 }));
  await rig.later(day);
  const states = (await rig.subscriptions.list(personId)).map(({ state, dueAt }) => [state.kind, dueAt]);
  expect(states).toEqual([
    ["paused", null],
    ["paused", null],
  ]);
  expect(rig.discord.notices).toEqual([]);
  expect(await takePersonNotices(rig.db, "300000000000000002", 0)).toEqual([]);
  const told = await Promise.all([0, 1].map(() => takePersonNotices(rig.db, personId, rig.clock.now)));
  expect(told.flat()).toEqual([expect.stringContaining("Your alerts are paused")]);
  rig.discord.setFault(() => null);
  await rig.later(3 * day);
  expect(posted()).toEqual([]);
  for (const { id } of await rig.subscriptions.list(personId)) await rig.subscriptions.resume(personId, id);
  await rig.later(day);
  // Both alerts match it, and the person is told once.
  expect(posted()).toEqual(["freshone00 added"]);
});

/** The events of a run, in any order. */
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("day" as const), both: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("crash" as const), step: fc.constantFrom(...deliverySteps) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("trouble" as const),
      what: fc.constantFrom("lose" as const, "refuse" as const, "limit" as const, "broken" as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("add" as const, "remove" as const, "change" as const) }),
  },
);

const troubles = {
  lose: "lose",
  refuse: failure({ status: 403, code: 50013 }),
  limit: failure({ status: 429, retryAfter: 3_000 }),
  broken: failure({ status: 502 }),
} as const;

const crashAt = (step: DeliveryStep) => (reached: DeliveryStep) => {
  if (reached === step) throw new Error(`killed at ${step}`);
};

test.each([{ nonces: true }, { nonces: false }])(
  "two dispatchers send each pick and alert exactly once, and no round repeats or leaves out a paper (%j)",
  async (options) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 16 }), async (events) => {
        const own = await createRig(options);
        try {
          own.papers.push(...titles(4).map(listed));
          await own.subscribe({ ...daily, kinds: ["added", "pick", "top"], channelKind: "announcement" });
          const alert = await own.subscribe({
            ...{ guildId: personId, channelId: personId, channelKind: "dm", kinds: ["added"] },
            cadence: daily.cadence,
          });
          const changed: string[] = [];
          let count = 0;
          for (const each of events) {
            if (each.kind === "add") own.papers.push(listed(`Added ${++count}`));
            if (each.kind === "remove") own.papers.shift();
            if (each.kind === "change") {
              const fresh = paper(`Fresh ${++count}`);
              changed.push(`${fresh.id} added`);
              await own.change("added", [fresh]);
            }
            if (each.kind === "day") {
              own.clock.now += day;
              await Promise.all([own.dispatcher().tick(), each.both ? own.dispatcher().tick() : null]);
            }
            if (each.kind === "crash") {
              own.clock.now += day;
              await own
                .dispatcher({ onStep: crashAt(each.step) })
                .tick()
                .catch(() => {});
            }
            if (each.kind === "trouble") {
              let left = each.times;
              own.discord.setFault(() => (left-- > 0 ? troubles[each.what] : null));
            }
          }
          own.discord.setFault(() => null);
          // A refusal pauses it for good.
          await own.subscriptions.resume(personId, alert.id);
          for (let days = 0; days < 3; days++) await own.later(day);

          const rows = await own.db
            .selectFrom("featuredPapers")
            .select(["paperId", "round", "messageId"])
            .where("kind", "=", "pick")
            .execute();
          const sentIn = (isDm: boolean) =>
            own.discord.posted
              .filter(({ channelId }) => (channelId === personId) === isDm)
              .flatMap(({ lines }) => lines);
          expect(sentIn(true).toSorted()).toEqual(changed.toSorted());
          const sent = sentIn(false);
          expect(sent.filter((line) => line.endsWith(" added")).toSorted()).toEqual(changed.toSorted());
          expect(sent.filter((line) => line.endsWith(" pick")).toSorted()).toEqual(
            rows.map(({ paperId }) => `${paperId} pick`).toSorted(),
          );
          // What is listed now was in every round that is over, unless it was added after that round.
          const last = Math.max(...rows.map(({ round }) => round));
          for (const { id, title } of own.papers.filter(({ title }) => title.startsWith("Paper"))) {
            for (let round = 0; round < last; round++) {
              const inRound = rows.filter((row) => row.round === round && row.paperId === id);
              expect(inRound, `${title} in round ${round}`).toHaveLength(1);
            }
          }
        } finally {
          await own.close();
        }
      }),
      { numRuns: isPostgres ? 5 : 10 },
    );
  },
  120_000,
);
