import SqliteDatabase from "better-sqlite3";
import { CamelCasePlugin, Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveGuildJoined } from "../../src/store/guilds.js";
import { openStore, type Store } from "../../src/store/open-store.js";
import type { Database } from "../../src/store/schema.js";
import { createSqliteDialect } from "../../src/store/sqlite/sqlite-dialect.js";
import { openSqliteFile } from "../../src/store/sqlite/sqlite-file.js";
import { StoreError } from "../../src/store/store-error.js";
import { createFile } from "../support/database.js";

let file: Awaited<ReturnType<typeof createFile>>;
let store: Store;
let told: (string | null)[];
/** Another program on the same file. */
let other: SqliteDatabase.Database;

async function open(wait: number): Promise<Store> {
  const outcome = await openStore({ path: file.path, wait, onTrouble: (sentence) => told.push(sentence) });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  return outcome.store;
}

beforeEach(async () => {
  told = [];
  file = await createFile();
  store = await open(30_000);
  other = new SqliteDatabase(file.path);
});
afterEach(async () => {
  other.close();
  await store.close();
  await file.close();
});

const joined = async () => (await store.db.selectFrom("guilds").select("id").execute()).map(({ id }) => id);

/** Resolves when the event loop has gone round this often. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("while another program holds the write lock", () => {
  test("the event loop goes on, reads are answered, and a write is done afterwards", async () => {
    await saveGuildJoined(store.db, "1");
    other.exec("begin immediate");
    let isDone = false;
    const write = saveGuildJoined(store.db, "2").then(() => {
      isDone = true;
    });
    const transaction = store.db.transaction().execute((trx) => saveGuildJoined(trx, "3"));
    await turns(50);
    expect(await joined()).toEqual(["1"]);
    expect(isDone).toBe(false);
    other.exec("commit");
    await Promise.all([write, transaction]);
    expect(await joined()).toEqual(["1", "2", "3"]);
    expect(told).toEqual([]);
  });

  test("a write that has waited long enough fails, nothing of it is written, and the operator is told once", async () => {
    const impatient = await open(20);
    other.exec("begin immediate");
    const write = () => saveGuildJoined(impatient.db, "1");
    await expect(write()).rejects.toThrow(StoreError);
    await expect(impatient.db.transaction().execute((trx) => saveGuildJoined(trx, "1"))).rejects.toThrow(
      "Another program has locked the database",
    );
    await expect(write()).rejects.toMatchObject({ kind: "locked" });
    other.exec("commit");
    expect(await joined()).toEqual([]);
    await write();
    expect(told).toEqual([expect.stringContaining("locked"), null]);
    await impatient.close();
  });
});

test("a person's write gives up early, while one in the background waits", async () => {
  const { db, forAnswers } = store;
  other.exec("begin immediate");
  const background = saveGuildJoined(db, "1");
  await expect(saveGuildJoined(forAnswers, "2")).rejects.toMatchObject({ kind: "locked" });
  other.exec("commit");
  await background;
  expect(await joined()).toEqual(["1"]);
});

test("queries outside of a transaction do not wait for it, and do not see it", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const transaction = store.db.transaction().execute(async (trx) => {
    await saveGuildJoined(trx, "1");
    await finished;
  });
  await turns(5);
  expect(await joined()).toEqual([]);
  finish();
  await transaction;
  expect(await joined()).toEqual(["1"]);
});

test("writes of one process follow each other, in the order in which they were asked for", async () => {
  const { db } = store;
  const seen: string[] = [];
  const write = (id: string) =>
    db.transaction().execute(async (trx) => {
      seen.push(`${id} begins`);
      await turns(3);
      await saveGuildJoined(trx, id);
      seen.push(`${id} ends`);
    });
  await Promise.all([write("1"), write("2"), write("3")]);
  expect(seen).toEqual(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
});

test("a long transaction lets others have the event loop", async () => {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
  }, 1);
  await store.db.transaction().execute(async (trx) => {
    for (let id = 0; count < 3; id++) await saveGuildJoined(trx, String(id));
  });
  clearInterval(timer);
  expect(count).toBeGreaterThanOrEqual(3);
});

test("of many long queries at once each has a turn of the event loop to itself", async () => {
  const sqlite = openSqliteFile(file.path, () => {});
  let turn = 0;
  const counting = setInterval(() => {
    turn += 1;
  }, 1);
  const turns = await Promise.all(
    Array.from({ length: 10 }, () =>
      sqlite.attempt(() => {
        for (const end = performance.now() + 10; performance.now() < end; );
        return turn;
      }, 1000),
    ),
  );
  clearInterval(counting);
  sqlite.close();
  expect(new Set(turns).size).toBe(10);
});

test("a long transaction lets in what has waited longer", async () => {
  const sqlite = openSqliteFile(file.path, () => {});
  const order: string[] = [];
  const query = (name: string) =>
    sqlite.attempt(() => {
      for (const end = performance.now() + 10; performance.now() < end; );
      order.push(name);
    }, 1000);
  const transaction = async () => {
    for (let part = 0; part < 5; part++) await query("part");
  };
  await Promise.all([transaction(), query("one"), query("two")]);
  sqlite.close();
  expect(order.slice(0, 4)).toEqual(["part", "one", "two", "part"]);
});

test("a full disk is called full, the transaction is undone, and writing goes on once there is room", async () => {
  const sqlite = openSqliteFile(file.path, (sentence) => told.push(sentence));
  const db = new Kysely<Database>({
    dialect: createSqliteDialect(sqlite, 1000),
    plugins: [new CamelCasePlugin()],
  });
  const fill = (count: number) =>
    db.transaction().execute(async (trx) => {
      for (let id = 0; id < count; id++) await saveGuildJoined(trx, `${id}`.padStart(2000, "x"));
    });
  const pages = sqlite.writer.pragma("page_count", { simple: true });
  sqlite.writer.pragma(`max_page_count = ${Number(pages) + 10}`);
  await expect(fill(100)).rejects.toMatchObject({ name: "StoreError", kind: "full" });
  await expect(fill(100)).rejects.toMatchObject({ kind: "full" });
  expect(await joined()).toEqual([]);
  expect(told).toEqual([expect.stringContaining("is the disk full")]);
  sqlite.writer.pragma(`max_page_count = ${Number(pages) + 10_000}`);
  await fill(1);
  expect(await joined()).toHaveLength(1);
  expect(told.at(-1)).toBeNull();
  sqlite.close();
});
