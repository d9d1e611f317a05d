import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseIntrospector } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadHistory } from "../../src/store/changes.js";
import { createDb } from "../../src/store/create-db.js";
import { joinedGuilds, saveGuildJoined } from "../../src/store/guilds.js";
import { lock } from "../../src/store/lock.js";
import { openStore, type Store } from "../../src/store/open-store.js";
import { foreignTrouble } from "../../src/store/postgres/foreign-trouble.js";
import { createPostgresDialect } from "../../src/store/postgres/postgres-dialect.js";
import { connectToPostgres } from "../../src/store/postgres/postgres-server.js";
import { troubleOf } from "../../src/store/postgres/postgres-trouble.js";
import { explainStoreError } from "../../src/store/store-error.js";
import { ask, createPostgresDatabase, type Postgres, startPostgres } from "../support/postgres.js";

/** A server of this file's own, which it may end. */
let server: Postgres;
let url: string;
let opened: Store[];
let told: (string | null)[];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  [opened, told] = [[], []];
  url = await createPostgresDatabase(server.url);
});
afterEach(async () => {
  for (const store of opened) await store.close();
});

async function open(wait = 30_000): Promise<Store> {
  const outcome = await openStore({ url, wait, onTrouble: (sentence) => told.push(sentence) });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  opened.push(outcome.store);
  return outcome.store;
}

test("processes that start at the same time migrate once", async () => {
  await Promise.all(Array.from({ length: 5 }, () => open()));
  const { rows } = await ask(url, "select count(*) as count from kysely_migration");
  expect(Number(rows[0]?.count)).toBeGreaterThan(7);
});

test("tables that another process creates between two questions are not another program's", async () => {
  const server = connectToPostgres(url, () => {});
  const dialect = createPostgresDialect(server, 30_000);
  let isFirst = true;
  const asks = createDb({
    ...dialect,
    createIntrospector(db) {
      const { getTables, ...others } = bound(dialect.createIntrospector(db));
      return {
        ...others,
        async getTables(options) {
          const tables = await getTables(options);
          if (isFirst) await open();
          isFirst = false;
          return tables;
        },
      };
    },
  });
  expect(await foreignTrouble(asks, "x")).toBeNull();
  await server.close();
});

function bound(introspector: DatabaseIntrospector) {
  return {
    getSchemas: introspector.getSchemas.bind(introspector),
    getTables: introspector.getTables.bind(introspector),
    getMetadata: introspector.getMetadata.bind(introspector),
  };
}

test("counts and instants are numbers, as in SQLite", async () => {
  const { db } = await open();
  await db.insertInto("guilds").values({ id: "g", leftAt: Number.MAX_SAFE_INTEGER }).execute();
  const counted = db
    .selectFrom("guilds")
    .select(({ fn }) => [fn.countAll().as("count"), fn.max("leftAt").as("last")]);
  expect(await counted.execute()).toEqual([{ count: 1, last: Number.MAX_SAFE_INTEGER }]);
});

test("the character NUL, which PostgreSQL's text cannot hold, is left out", async () => {
  const { db } = await open();
  await saveGuildJoined(db, "a\0b");
  expect(await joinedGuilds(db)).toEqual(["ab"]);
});

describe("transactions of several processes", () => {
  test("that lock each other are both carried out in the end", async () => {
    const [one, other] = [(await open()).db, (await open()).db];
    let [runs, bothHold] = [0, () => {}];
    const both = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const write = (db: Store["db"], ids: readonly [string, string]) =>
      db.transaction().execute(async (trx) => {
        await saveGuildJoined(trx, ids[0]);
        runs += 1;
        if (runs === 2) bothHold();
        await both;
        await saveGuildJoined(trx, ids[1]);
      });
    await Promise.all([write(one, ["a", "b"]), write(other, ["b", "a"])]);
    expect(runs).toBeGreaterThan(2);
    expect((await joinedGuilds(one)).toSorted()).toEqual(["a", "b"]);
    expect(told).toEqual([]);
  });

  test("with one lock come one after another", async () => {
    const stores = await Promise.all([open(), open(), open()]);
    let [inside, most] = [0, 0];
    await Promise.all(
      [...stores, ...stores].map(({ db }) =>
        db.transaction().execute(async (trx) => {
          await lock(trx, "announcing");
          inside += 1;
          most = Math.max(most, inside);
          await sleep(5);
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  test("an error in a transaction is thrown, and nothing is written", async () => {
    const { db } = await open();
    const failing = db.transaction().execute(async (trx) => {
      await saveGuildJoined(trx, "a");
      throw new TypeError("a bug");
    });
    await expect(failing).rejects.toThrow("a bug");
    expect(await joinedGuilds(db)).toEqual([]);
  });
});

describe("a server that goes away", () => {
  test("and comes back: what was asked and written meanwhile is done then, and transactions that it cut off", async () => {
    const { db } = await open();
    await saveGuildJoined(db, "before");
    let isCut = false;
    const cut = db.transaction().execute(async (trx) => {
      await saveGuildJoined(trx, "cut");
      if (!isCut) await server.halt("immediate");
      isCut = true;
    });
    while (!isCut) await sleep(5);
    const write = saveGuildJoined(db, "meanwhile");
    const read = loadHistory(db, { lists: ["list"] });
    await server.start();
    await Promise.all([write, cut]);
    expect(await read).toEqual([]);
    expect((await joinedGuilds(db)).toSorted()).toEqual(["before", "cut", "meanwhile"]);
  });

  test("for longer than a query waits is told once, without the password, and also that it is back", async () => {
    // Long enough to connect on a busy machine.
    const { db, forAnswers } = await open(2000);
    await server.halt("fast");
    for (let tries = 0; tries < 2; tries++)
      await expect(saveGuildJoined(db, "a")).rejects.toMatchObject({ name: "StoreError", kind: "away" });
    // One that waits no longer does not promise to try again.
    expect(told).toEqual([expect.not.stringContaining("again")]);
    const error: unknown = await joinedGuilds(forAnswers).catch((thrown: unknown) => thrown);
    expect(explainStoreError(error)).toContain("at the moment");
    await server.start();
    await saveGuildJoined(db, "a");
    expect(told).toEqual([expect.stringContaining("cannot be reached"), null]);
    expect(JSON.stringify([told, error, String(error)])).not.toContain(server.password);
  });

  test("while it is opened is waited for, and then one sentence", async () => {
    await server.halt("fast");
    const opening = open();
    expect(await openStore({ url, openWait: 300 })).toMatchObject({
      kind: "away",
      message: expect.stringContaining("is PostgreSQL running"),
    });
    await server.start();
    expect(await joinedGuilds((await opening).db)).toEqual([]);
  });
});

test("a full disk is told once until something can be written again, however much is read meanwhile", async () => {
  const connected = connectToPostgres(url, (sentence) => told.push(sentence));
  const full = async () => Promise.reject(Object.assign(new Error("full"), { code: "53100" }));
  for (let times = 0; times < 2; times++) {
    await expect(connected.attempt(full, 0)).rejects.toThrow("full");
    await connected.attempt(async () => {}, 0, "read");
  }
  await connected.attempt(async () => {}, 0);
  expect(told).toEqual([expect.stringContaining("its disk"), null]);
  await connected.close();
});

describe("a server that does not answer in time", () => {
  test("not even to the greeting: an answer fails early, in one sentence", async () => {
    const silent = createServer((socket) => socket.on("error", () => {}));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? `${address?.port}` : "";
    const { href } = Object.assign(new URL(url), { port });
    const connected = connectToPostgres(href, (sentence) => told.push(sentence));
    const db = createDb(createPostgresDialect(connected, 100));
    // To connect may take five seconds.
    const answered = joinedGuilds(db).catch(explainStoreError);
    expect(await Promise.race([answered, sleep(4_500, "too late")])).toContain("at the moment");
    const transaction = db.transaction().execute((trx) => saveGuildJoined(trx, "a"));
    const failed = transaction.catch((error: unknown) => String(error));
    expect(await Promise.race([failed, sleep(4_500, "too late")])).toContain("connect");
    const away = async () => Promise.reject(Object.assign(new Error("lost"), { code: "ECONNRESET" }));
    for (const work of [away, () => connected.connect(0), away])
      await expect(connected.attempt(work, 0)).rejects.toThrow();
    expect(told).toEqual(
      ["does not answer", "cannot be reached"].map((part) => expect.stringContaining(part)),
    );
    await connected.close();
    silent.close();
  });

  test("a row that another program has locked: an answer fails early, in one sentence", async () => {
    const { db, forAnswers } = await open();
    await saveGuildJoined(db, "a");
    let isLocked = () => {};
    const locked = new Promise<void>((resolve) => {
      isLocked = resolve;
    });
    let free = () => {};
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const holding = db.transaction().execute(async (trx) => {
      await saveGuildJoined(trx, "a");
      isLocked();
      await freed;
    });
    await locked;
    await expect(saveGuildJoined(forAnswers, "a")).rejects.toMatchObject({ kind: "slow" });
    free();
    await holding;
    await saveGuildJoined(forAnswers, "b");
  });
});

describe("a database that cannot be opened is explained in one sentence, without its password", () => {
  async function explained(changes: Partial<URL>) {
    const outcome = await openStore({ url: Object.assign(new URL(url), changes).href, openWait: 300 });
    if (outcome.kind === "open") throw new Error("it was opened");
    expect(outcome.message).not.toContain("secret");
    expect(outcome.message).not.toContain(server.password);
    return outcome;
  }

  test.each([
    ["a wrong password", { password: "secret" }, "cannot open"],
    ["a database that there is not", { pathname: "none" }, "cannot open"],
    ["a port where nothing listens", { port: "1" }, "away"],
    ["a host that there is not", { hostname: "none.invalid" }, "away"],
  ])("%s", async (_, changes, kind) => {
    expect(await explained(changes)).toMatchObject({ kind });
  });

  test("another program's database is not changed", async () => {
    await ask(url, "create table bookmarks (url text)");
    expect(await explained({})).toMatchObject({ kind: "foreign" });
    const { rows } = await ask(url, "select tablename from pg_tables where schemaname = 'public'");
    expect(rows).toEqual([{ tablename: "bookmarks" }]);
  });

  test("a newer Paperboy has written it", async () => {
    await open();
    await ask(url, "insert into kysely_migration values ('999 the future', '2030-01-01')");
    expect(await explained({})).toMatchObject({ kind: "newer version" });
  });

  test.each([
    ["53100", "full"],
    ["25006", "read-only"],
    ["53300", "away"],
    ["57P03", "away"],
    ["57014", "slow"],
  ])("PostgreSQL's error %s", (code, kind) => {
    expect(
      troubleOf(Object.assign(new Error("detail: secret"), { code }), "db.example/paperboy"),
    ).toMatchObject({
      kind,
      message: expect.stringContaining("db.example/paperboy"),
    });
  });

  test("a bug is thrown", () => {
    expect(() => troubleOf(new TypeError("a bug"), "x")).toThrow("a bug");
  });
});
