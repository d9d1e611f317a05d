import { afterEach, beforeEach, expect, test } from "vitest";
import { watchSignals } from "../../src/processes/watch-signals.js";
import { signal, type Topic } from "../../src/store/signals.js";
import { createDatabase, isPostgres, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  database = await createDatabase();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await database.close();
});

/** Longer than any test: then only the database itself can have said it. */
const never = 24 * 3_600_000;

test("what a process could not do when it heard a signal it does when it asks the next time", async () => {
  const { db } = await database.openStore();
  const errors: unknown[] = [];
  let times = 0;
  const handlers = {
    async lists() {
      times += 1;
      if (times < 3) throw new Error("The database is away");
    },
    choices: async () => {},
    notices: async () => {},
  };
  const onError = (error: unknown) => void errors.push(error);
  const watching = await watchSignals({ db, listen: null, handlers, onError, interval: 10 });
  stops.push(watching.stop);
  await signal(db, "lists");
  await expect.poll(() => times, { timeout: 30_000 }).toBe(3);
  await signal(db, "lists");
  await expect.poll(() => times, { timeout: 30_000 }).toBe(4);
  expect(errors).toHaveLength(2);
});

/** Another process, which notes what it hears: by listening alone, or by asking alone. */
async function watch(isListening: boolean): Promise<Topic[]> {
  const { db, listen } = await database.openStore();
  const heard: Topic[] = [];
  const note = (topic: Topic) => async () => heard.push(topic);
  const handlers = { lists: note("lists"), choices: note("choices"), notices: note("notices") };
  const onError = (error: unknown) => {
    throw error;
  };
  const how = isListening ? { listen, interval: never } : { listen: null };
  const watching = await watchSignals({ db, handlers, onError, ...how });
  stops.push(watching.stop);
  return heard;
}

test.each(isPostgres ? [true, false] : [false])(
  "what one process signals reaches the others, once, and nothing that is rolled back (by the database itself: %s)",
  async (isListening) => {
    const [db, one, other] = [await database.open(), await watch(isListening), await watch(isListening)];
    const rolledBack = db.transaction().execute(async (trx) => {
      await signal(trx, "lists");
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    await db.transaction().execute((trx) => signal(trx, "choices"));
    await expect.poll(() => [one, other], { timeout: 30_000 }).toEqual([["choices"], ["choices"]]);
    await signal(db, "lists");
    await expect
      .poll(() => [one, other], { timeout: 30_000 })
      .toEqual([
        ["choices", "lists"],
        ["choices", "lists"],
      ]);
  },
);
