import { afterEach, beforeEach, expect, test } from "vitest";
import { createOnce, type Once } from "../../src/processes/once.js";
import { createDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());

const elect = async (lease = 30_000): Promise<Once> => createOnce({ db: await database.open(), lease });

test("of several processes one does a chore for a time, and another one may do it for the next", async () => {
  const all = await Promise.all([elect(), elect(), elect()]);
  const done: number[] = [];
  for (const time of [1000, 2000]) {
    const ours = await Promise.all(all.map((once) => once("check", time, async () => done.push(time))));
    expect(ours.filter(Boolean)).toHaveLength(1);
  }
  expect(done).toEqual([1000, 2000]);
  expect(await all[0]?.("check", 1000, async () => done.push(0))).toBe(false);
});

test("chores with other names are done beside it", async () => {
  const once = await elect();
  expect(await once("a", 1000, () => once("b", 1000, async () => {}))).toBe(true);
});

test("a chore that fails is done by the next process", async () => {
  const [one, other] = [await elect(), await elect()];
  const failing = one("check", 1000, async () => {
    throw new Error("no network");
  });
  await expect(failing).rejects.toThrow("no network");
  expect(await other("check", 1000, async () => {})).toBe(true);
});

test("a chore of a process that has ended is taken over once its lease is over", async () => {
  const once = await elect(300);
  const db = await database.open();
  const chore = { name: "check", owner: "dead", leaseUntil: Date.now() + 200, doneFor: 0 };
  await db.insertInto("chores").values(chore).execute();
  expect(await once("check", 1000, async () => {})).toBe(true);
  expect(Date.now()).toBeGreaterThanOrEqual(chore.leaseUntil);
});

test("a process that works for longer than its lease keeps it", async () => {
  const [one, other] = [await elect(300), await elect(300)];
  let [finish, begun] = [() => {}, () => {}];
  const working = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const long = one("check", 1000, () => {
    begun();
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  await working;
  const waiting = other("check", 1000, async () => {});
  await new Promise((resolve) => setTimeout(resolve, 1000));
  finish();
  expect(await Promise.all([long, waiting])).toEqual([true, false]);
});
