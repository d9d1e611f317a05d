import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pauseAlerts } from "../../src/announce/alerts.js";
import { createSubscriptions } from "../../src/announce/subscriptions.js";
import { createShufflePositions } from "../../src/lists/shuffle-positions.js";
import { deletePersonalData, loadPersonalData } from "../../src/store/personal-data.js";
import { deletePositionsBefore } from "../../src/store/positions.js";
import type { Db } from "../../src/store/schema.js";
import type { SubscriptionSettings } from "../../src/store/subscription.js";
import { lockSubscription } from "../../src/store/subscriptions.js";
import { settings } from "../announce/support.js";
import { createDatabase, type TestDatabase } from "../support/database.js";

const [ada, mira] = ["300000000000000001", "300000000000000002"];

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());

/** A process, as far as it has to do with positions. */
async function start() {
  const store = await database.openStore();
  const errors: unknown[] = [];
  const { find } = createShufflePositions(store.db, (error) => errors.push(error));
  return {
    store,
    errors,
    find,
    position: async (personId: string) => (await find(personId, "vit")).position,
    async move(personId: string, round: number, after: number) {
      await (await find(personId, "vit")).moveTo({ round, after });
    },
    erase: (personId: string) => deletePersonalData(store.db, personId),
  };
}

const startTwo = async () => [await start(), await start()] as const;

test("a person goes on in any process where they were in another one", async () => {
  const [one, other] = await startTwo();
  await one.move(ada, 7, Number.MAX_SAFE_INTEGER);
  expect(await other.position(ada)).toEqual({ round: 7, after: Number.MAX_SAFE_INTEGER });
  await other.move(ada, 8, 1);
  expect(await one.position(ada)).toEqual({ round: 8, after: 1 });
  expect(await one.position(mira)).toBeNull();
});

test("what is being saved counts already, and nobody is moved back by what is saved late", async () => {
  const [one, other] = await startTwo();
  const [slow, fast] = [await one.find(ada, "vit"), await other.find(ada, "vit")];
  const moving = slow.moveTo({ round: 1, after: 5 });
  expect(await one.position(ada)).toEqual({ round: 1, after: 5 });
  await moving;
  await fast.moveTo({ round: 1, after: 9 });
  await slow.moveTo({ round: 1, after: 7 });
  expect(await one.position(ada)).toEqual({ round: 1, after: 9 });
});

test("a position that a person deletes is deleted for every process, whatever it has read of it before", async () => {
  const [one, other] = await startTwo();
  await one.move(ada, 500, 1);
  const read = await other.find(ada, "vit");
  expect(await one.erase(ada)).toBe(1);
  expect(await other.position(ada)).toBeNull();
  await read.moveTo({ round: 500, after: 2 });
  expect(await one.position(ada)).toBeNull();
  expect(await loadPersonalData(one.store.db, ada)).toEqual({});
  await other.move(ada, 3, 4);
  await read.moveTo({ round: 500, after: 2 });
  expect(await one.position(ada)).toEqual({ round: 3, after: 4 });
  expect([...one.errors, ...other.errors]).toEqual([]);
});

test("a first position that another process saves meanwhile is deleted too", async () => {
  const [one, other] = await startTwo();
  const [early, late] = [await other.find(ada, "vit"), await other.find(ada, "vit")];
  const saving = early.moveTo({ round: 1, after: 1 });
  const erased = one.erase(ada);
  await Promise.all([saving, erased]);
  await late.moveTo({ round: 1, after: 2 });
  expect(await one.position(ada)).toBeNull();
});

test("a position ends with its last use", async () => {
  const { store, move, position } = await start();
  await move(ada, 1, 1);
  await deletePositionsBefore(store.db, Date.now() - 60_000);
  expect(await position(ada)).not.toBeNull();
  await deletePositionsBefore(store.db, Date.now() + 60_000);
  expect(await position(ada)).toBeNull();
});

const alert: SubscriptionSettings = {
  ...settings({ query: "vit" }),
  guildId: ada,
  channelId: ada,
  channelKind: "dm",
};
const subscriptionsOf = (db: Db) =>
  createSubscriptions({ db, checkQuery: () => ({ kind: "valid" }), readFilter: () => null });

test("a notice that another process writes meanwhile is deleted with the alert that it is about", async () => {
  const [one, other] = await startTwo();
  const saved = await subscriptionsOf(one.store.db).save(alert);
  if (saved.kind !== "created") throw new Error(saved.kind);
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let pausing = Promise.resolve();
  await new Promise<void>((resolve) => {
    pausing = other.store.db.transaction().execute(async (trx) => {
      await lockSubscription(trx, saved.subscription.id);
      resolve();
      await finished;
      await pauseAlerts(trx, ada, { reason: "no direct messages", now: 1 });
    });
  });
  const erased = one.erase(ada);
  // On PostgreSQL it is under way now: it has to wait for the other one before it looks for notices.
  await setTimeout(200);
  finish();
  await Promise.all([pausing, erased]);
  expect(await loadPersonalData(one.store.db, ada)).toEqual({});
});

test("of a person whose last alert is removed nothing stays, and they can have another one at once", async () => {
  const {
    store: { db },
  } = await start();
  const { save, remove } = subscriptionsOf(db);
  const persons = async () => (await db.selectFrom("guilds").select("id").execute()).length;
  const saved = [await save(alert), await save({ ...alert, query: "bert" })];
  for (const [index, outcome] of saved.entries()) {
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    expect(await persons()).toBe(1);
    await remove(ada, outcome.subscription.id);
    expect(await persons()).toBe(index === 0 ? 1 : 0);
  }
  expect((await save(alert)).kind).toBe("created");
});
