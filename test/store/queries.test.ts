import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createChangeLog } from "../../src/announce/change-log.js";
import type { KnownPaper } from "../../src/catalogue/known-paper.js";
import { saveGuildJoined } from "../../src/store/guilds.js";
import { claimMessages, insertMessage, settleMessage } from "../../src/store/messages.js";
import { insertNotice, takeNotices } from "../../src/store/notices.js";
import type { Db } from "../../src/store/schema.js";
import { insertSubscription } from "../../src/store/subscriptions.js";
import { guildId, paper, settings, theList } from "../announce/support.js";
import { createDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createDatabase();
  db = await database.open();
});
afterEach(() => database.close());

const known = (id: string, hasCode = false): KnownPaper => ({
  id,
  title: id,
  titles: [id],
  keys: [`arxiv:${id}`],
  currentKeys: [],
  hasCode,
  venue: null,
  venues: [],
});
const revision = (sha: string) => ({
  sha,
  date: "2026-11-24T00:00:00+01:00",
  url: `https://example.org/${sha}`,
});
const filesOf = (sha: string) => [{ path: "README.md", markdown: `# ${sha}` }];
const step = (sha: string, learned: readonly KnownPaper[] = []) => ({
  revision: revision(sha),
  changes: [{ kind: "added" as const, paper: paper(sha), before: null }],
  learned,
  mode: "none" as const,
});

async function subscribe(query: string) {
  await saveGuildJoined(db, guildId);
  await db.transaction().execute((trx) => insertSubscription(trx, "s", settings({ query }), 1));
}

describe("the cursor", () => {
  test("is null at first, moves with each commit, and is loaded with the known papers", async () => {
    const log = createChangeLog({ db, readFilter: () => null, list: theList });
    expect(await log.load()).toBeNull();
    expect(
      await log.commit(
        null,
        [step("a", [known("p1")]), step("b", [known("p1", true), known("p2")])],
        filesOf("b"),
      ),
    ).toBe(true);
    const [cursor, knownPapers] = [await log.load(), await log.loadKnownPapers()];
    expect(cursor).toEqual({ revision: revision("b"), files: [{ path: "README.md", markdown: "# b" }] });
    expect([...knownPapers.values()]).toEqual([known("p1", true), known("p2")]);
  });

  test("items lost after downtime: of two processes the second writes nothing", async () => {
    const first = createChangeLog({ db, readFilter: () => null, list: theList });
    const second = createChangeLog({ db: await database.open(), readFilter: () => null, list: theList });
    expect(await first.commit(null, [step("a")], filesOf("a"))).toBe(true);
    expect(await second.commit(null, [step("b", [known("p9")])], filesOf("b"))).toBe(false);
    expect(await second.commit("a", [step("c")], filesOf("c"))).toBe(true);
    expect(await first.commit("a", [step("d")], filesOf("d"))).toBe(false);
    expect((await first.loadKnownPapers()).size).toBe(0);
    const history = await db.selectFrom("changes").select("sha").execute();
    expect(history.map(({ sha }) => sha)).toEqual(["a", "c"]);
  });

  test("a commit that fails writes nothing", async () => {
    const log = createChangeLog({
      db,
      readFilter: () => {
        throw new Error("a bug in a filter");
      },
      list: theList,
    });
    await subscribe("x");
    await expect(
      log.commit(null, [{ ...step("a", [known("p")]), mode: "announcements" }], filesOf("a")),
    ).rejects.toThrow();
    expect(await log.load()).toBeNull();
    expect(await db.selectFrom("knownPapers").selectAll().execute()).toEqual([]);
  });

  test("a held revision is kept until it is released", async () => {
    const log = createChangeLog({ db, readFilter: () => null, list: theList });
    const held = { revision: revision("h"), reason: "Half of the list is gone.", added: 0, removed: 13 };
    await log.saveHeld(held);
    await log.saveHeld({ ...held, removed: 14 });
    expect(await log.loadHeld()).toEqual({ ...held, removed: 14 });
    await log.saveHeld(null);
    expect(await log.loadHeld()).toBeNull();
  });
});

test("a notice is taken once", async () => {
  await insertNotice(db, { id: "1", guildId: "g", subscriptionId: null, text: "Hello", createdAt: 1 });
  expect(await takeNotices(db, 2)).toMatchObject([{ text: "Hello" }]);
  expect(await takeNotices(db, 3)).toEqual([]);
});

test("reposts with two processes: a message cannot be settled after another process has claimed it", async () => {
  await subscribe("");
  await db
    .transaction()
    .execute((trx) => insertMessage(trx, { id: "m", subscriptionId: "s", now: 1, position: 0 }));
  const claim = (owner: string, now: number) => claimMessages(db, { owner, now, until: now + 100, limit: 5 });
  expect(await claim("a", 10)).toMatchObject([{ id: "m", tries: 1, unknownAttempts: 0, firstTryAt: 10 }]);
  expect(await claim("b", 50)).toEqual([]);
  expect(await claim("b", 110)).toMatchObject([{ id: "m", tries: 2, unknownAttempts: 1, firstTryAt: 10 }]);
  expect(await settleMessage(db, { id: "m", owner: "a" }, { step: "done", nextAt: null })).toBe(false);
  expect(await settleMessage(db, { id: "m", owner: "b" }, { step: "done", nextAt: null })).toBe(true);
  expect(await claim("c", 9999)).toEqual([]);
});
