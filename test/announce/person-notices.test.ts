import { afterEach, beforeEach, expect, test } from "vitest";
import { createPersonNotices } from "../../src/announce/person-notices.js";
import { insertPersonNotice } from "../../src/store/notices.js";
import { openStore } from "../../src/store/open-store.js";
import { createDatabase, type TestDatabase } from "../support/database.js";

const [ada, mira] = ["300000000000000001", "300000000000000002"];
const notice = (id: string, personId: string) => ({
  id,
  personId,
  text: `Notice ${id}`,
  createdAt: Number(id),
});

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());

test("what a person is to be told is taken once, by one of the processes, oldest first", async () => {
  const db = await database.open();
  const processes = [createPersonNotices(db), createPersonNotices(await database.open())];
  await insertPersonNotice(db, notice("2", ada));
  await insertPersonNotice(db, notice("1", ada));
  for (const { load } of processes) await load();
  const taken = await Promise.all(processes.map(({ take }) => take(ada)));
  expect(taken.flat()).toEqual(["Notice 1", "Notice 2"]);
  expect(await Promise.all(processes.map(({ take }) => take(ada)))).toEqual([[], []]);
  await insertPersonNotice(db, notice("3", ada));
  await processes[1]?.load();
  expect(await processes[1]?.take(ada)).toEqual(["Notice 3"]);
});

test("the answers to everybody else wait for no database, not even for one that is gone", async () => {
  const opened = await openStore({ ...database.address, wait: 50 });
  if (opened.kind !== "open") throw new Error(opened.message);
  const { db, close } = opened.store;
  const notices = createPersonNotices(db);
  await insertPersonNotice(db, notice("1", ada));
  await notices.load();
  await close();
  expect(await notices.take(mira)).toEqual([]);
});
