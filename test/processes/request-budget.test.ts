import { afterEach, beforeEach, expect, test } from "vitest";
import { createRequestBudget, type RequestBudget } from "../../src/processes/request-budget.js";
import { takeBudget } from "../../src/store/budgets.js";
import { createDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());

test("three processes together send no more than 50 requests in any second", async () => {
  const budgets = await Promise.all([1, 2, 3].map(async () => createRequestBudget(await database.open())));
  const sent: number[] = [];
  const send = async ({ take }: RequestBudget) => {
    await take();
    sent.push(performance.now());
  };
  await Promise.all(budgets.flatMap((budget) => Array.from({ length: 40 }, () => send(budget))));
  expect(sent).toHaveLength(120);
  // Timers may be late, never early: over all of it the pace holds.
  const seconds = ((sent.at(-1) ?? 0) - (sent[0] ?? 0)) / 1000;
  expect(119 / seconds).toBeLessThan(50);
});

test("time that was taken is taken for every process, and time that nobody used is lost", async () => {
  const [one, other] = [await database.open(), await database.open()];
  expect(await takeBudget(one, "requests", 200, 1000)).toBe(1000);
  expect(await takeBudget(other, "requests", 200, 1000)).toBe(1200);
  expect(await takeBudget(one, "requests", 200, 1100)).toBe(1400);
  expect(await takeBudget(other, "requests", 200, 9000)).toBe(9000);
});

test("a process that stalls sends no burst afterwards", async () => {
  const db = await database.open();
  let clock = 1_000_000;
  const stalls = new Map([
    [20, 300],
    [21, 90],
    [60, 700],
    [90, 2_000],
  ]);
  let waits = 0;
  const budget = createRequestBudget(db, {
    now: () => clock,
    async wait(milliseconds) {
      waits += 1;
      clock += milliseconds + (stalls.get(waits) ?? 0);
    },
  });
  const sent: number[] = [];
  for (let index = 0; index < 200; index++) {
    await budget.take();
    sent.push(clock);
  }
  const inOneSecond = sent.map((from) => sent.filter((at) => at >= from && at < from + 1000).length);
  expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(50);
  // Beside the stalls the budget is used.
  const used = (sent.at(-1) ?? 0) - (sent[0] ?? 0) - 3_090;
  expect(used).toBeLessThan(200 * 25);
});

test("a pause that Discord has asked one process for is one for all", async () => {
  const [one, other] = [await database.open(), await database.open()];
  const times = { now: () => 1000, wait: async () => {} };
  await createRequestBudget(one, times).pause(700);
  const waits: number[] = [];
  const budget = createRequestBudget(other, {
    now: () => 1000,
    wait: async (milliseconds) => waits.push(milliseconds),
  });
  await budget.take();
  expect(waits).toEqual([700]);
});

test("a process whose timers are always late sends all the same", async () => {
  const db = await database.open();
  let clock = 1_000_000;
  const budget = createRequestBudget(db, {
    now: () => clock,
    async wait(milliseconds) {
      clock += milliseconds + 500;
    },
  });
  for (let index = 0; index < 5; index++) await budget.take();
  expect(clock).toBeGreaterThan(1_000_000);
});
