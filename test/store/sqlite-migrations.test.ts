import { CamelCasePlugin, Kysely, Migrator } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createChangeLog } from "../../src/announce/change-log.js";
import { loadHistory } from "../../src/store/changes.js";
import { insertDeliveries } from "../../src/store/deliveries.js";
import { choicesOfList } from "../../src/store/list-choices.js";
import { migrations } from "../../src/store/migrations.js";
import { takeNotices } from "../../src/store/notices.js";
import { findPosition } from "../../src/store/positions.js";
import type { Db } from "../../src/store/schema.js";
import { createSqliteDialect } from "../../src/store/sqlite/sqlite-dialect.js";
import { openSqliteFile } from "../../src/store/sqlite/sqlite-file.js";
import { findSubscription } from "../../src/store/subscriptions.js";
import { paper, theList } from "../announce/support.js";
import { createFile } from "../support/database.js";

let file: Awaited<ReturnType<typeof createFile>>;
beforeEach(async () => {
  file = await createFile();
});
afterEach(() => file.close());

/** Creates a database as an older Paperboy left it: with these migrations and rows. */
async function writtenBy(names: readonly string[], sql: string) {
  const older = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));
  const sqlite = openSqliteFile(file.path, () => {});
  const db = new Kysely({ dialect: createSqliteDialect(sqlite, 1000), plugins: [new CamelCasePlugin()] });
  const provider = { getMigrations: async () => older };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  sqlite.writer.exec(sql);
  sqlite.close();
}

test("migration 002 keeps the cursor, the text and the held revision of a list with one file", async () => {
  await writtenBy(
    ["001 first tables"],
    `insert into upstreams (id, sha, date, url, path, markdown)
       values ('list', 'abc', '2026-11-24T00:00:00Z', null, 'docs/papers.md', '# "Papers" 论文' || char(10) || '- One');
     insert into held_revisions (upstream_id, sha, date, url, reason, added, removed)
       values ('list', 'def', '2026-11-25T00:00:00Z', null, 'It adds 60 papers at once.', 60, 0);`,
  );
  const log = createChangeLog({ db: await file.open(), readFilter: () => null, list: theList });
  const revision = { sha: "abc", date: "2026-11-24T00:00:00Z", url: null };
  expect(await log.load()).toEqual({
    revision,
    files: [{ path: "docs/papers.md", markdown: '# "Papers" 论文\n- One' }],
  });
  expect(await log.loadKnownPapers()).toEqual(new Map());
  expect(await log.loadHeld()).toMatchObject({ revision: { sha: "def" }, added: 60 });
  const step = { changes: [], learned: [], mode: "none" } as const;
  const files = [
    { path: "docs/papers.md", markdown: "# a" },
    { path: "docs/more.md", markdown: "" },
  ];
  expect(await log.commit("abc", [{ ...step, revision: { ...revision, sha: "def" } }], files)).toBe(true);
  expect((await log.load())?.files).toEqual(files);
});

test("migration 002 gives no cursor to a list that was not read yet", async () => {
  await writtenBy(["001 first tables"], "");
  expect(
    await createChangeLog({ db: await file.open(), readFilter: () => null, list: theList }).load(),
  ).toBeNull();
});

test("migration 003 assigns known papers and changes to the one list that there was", async () => {
  const known = {
    id: "p1",
    title: "One",
    titles: ["one"],
    keys: [],
    currentKeys: [],
    hasCode: true,
    venue: null,
    venues: [],
  };
  const one = paper("One", { id: "p1" });
  await writtenBy(
    ["001 first tables"],
    `insert into upstreams (id, sha, date, url, path, markdown)
       values ('list', 'abc', '2026-11-24T00:00:00Z', null, 'README.md', '- One');
     insert into known_papers (id, remembered) values ('p1', '${JSON.stringify(known)}');
     insert into revisions (sha, date, url, recorded_at) values ('abc', '2026-11-24T00:00:00Z', null, 1);
     insert into changes (id, sha, recorded_at, position, kind, paper_id, paper)
       values ('c1', 'abc', 1, 0, 'added', 'p1', '${JSON.stringify(one)}');`,
  );
  const db = await file.open();
  const log = createChangeLog({ db, readFilter: () => null, list: theList });
  expect(await log.loadKnownPapers()).toEqual(new Map([["p1", known]]));
  expect(await loadHistory(db, { lists: ["list"] })).toMatchObject([
    { id: "c1", listId: "list", paper: { id: "p1" } },
  ]);
  const another = createChangeLog({ db, readFilter: () => null, list: { id: "another", isPublic: true } });
  expect(await another.load()).toBeNull();
  expect(await loadHistory(db, { lists: ["another"] })).toEqual([]);
});

test("migration 004 keeps the rows, the keys and the references of renamed columns", async () => {
  const one = paper("One", { id: "p1" });
  await writtenBy(
    ["001 first tables", "002 several files", "003 several lists"],
    `insert into guilds (id, left_at) values ('g', null);
     insert into subscriptions (id, guild_id, channel_id, place, query, kinds, cadence, thread, publish, created_at,
         state, since, refusals, due_at)
       values ('s', 'g', 'c', 'forum', 'vit', 'added,accepted', 'at once', 0, 0, 1, 'active', 1, 0, 5);
     insert into revisions (sha, date, url, recorded_at) values ('abc', '2026-11-24T00:00:00Z', null, 1);
     insert into changes (id, sha, recorded_at, position, kind, paper_id, paper, list_id)
       values ('c1', 'abc', 1, 0, 'accepted', 'p1', '${JSON.stringify(one)}', 'list');
     insert into messages (id, subscription_id, step, created_at, position, next_at, tries, settled)
       values ('m', 's', 'done', 1, 0, null, 1, 1);
     insert into deliveries (subscription_id, paper_id, kind, occasion, change_id, digest, message_id)
       values ('s', 'p1', 'accepted', 'ICLR', 'c1', 0, 'm'), ('s', 'p1', 'added', '', 'c1', 0, null);
     insert into known_papers (list_id, id, remembered) values ('list', 'p1', '{}');
     insert into guild_lists (guild_id, list_id, seen) values ('g', 'list', 0), ('g', 'added', 1);
     insert into notices (id, guild_id, text, created_at, told_at)
       values ('n1', 'g', 'Sent', 1, 2), ('n2', 'g', 'Pending', 3, null);
     insert into positions (person_id, deck, round, after, used_at) values ('u', 'vit', 3, 4, 5);
     insert into leases (name, owner, expires_at) values ('check', 'a', 1);`,
  );
  const db = await file.open();

  expect(await findSubscription(db, "s")).toMatchObject({ channelKind: "forum", query: "vit", dueAt: 5 });
  const deliveries = (on: Db = db) =>
    on.selectFrom("deliveries").select(["kind", "discriminator", "messageId"]).orderBy("kind").execute();
  const both = [
    { kind: "accepted", discriminator: "ICLR", messageId: "m" },
    { kind: "added", discriminator: "", messageId: null },
  ];
  expect(await deliveries()).toEqual(both);
  const knownPapers = await db.selectFrom("knownPapers").selectAll().execute();
  expect(knownPapers).toEqual([{ listId: "list", id: "p1", paper: "{}" }]);
  expect(await choicesOfList(db, "list")).toEqual(new Map([["g", false]]));
  expect(await choicesOfList(db, "added")).toEqual(new Map([["g", true]]));
  expect(await takeNotices(db, 9)).toMatchObject([{ id: "n2" }]);
  const { position } = await findPosition(db, { personId: "u", shuffle: "vit" });
  expect(position).toEqual({ round: 3, after: 4 });

  const delivery = {
    subscriptionId: "s",
    paperId: "p1",
    kind: "accepted",
    changeId: "c1",
    digest: false,
  } as const;
  await db.transaction().execute(async (trx) => {
    await insertDeliveries(trx, [{ ...delivery, discriminator: "ICLR" }]);
    expect(await deliveries(trx)).toEqual(both);
  });
  const sameKey = { ...delivery, discriminator: "ICLR", digest: 0, messageId: null } as const;
  await expect(db.insertInto("deliveries").values(sameKey).execute()).rejects.toThrow(/UNIQUE/);
  const sameChoice = { guildId: "g", listId: "list", visible: 1 } as const;
  await expect(db.insertInto("guildLists").values(sameChoice).execute()).rejects.toThrow(/UNIQUE/);
  const samePosition = { personId: "u", shuffle: "vit", round: 1, after: 1, usedAt: 1 };
  await expect(db.insertInto("positions").values(samePosition).execute()).rejects.toThrow(/UNIQUE/);
  const samePaper = { listId: "list", id: "p1", paper: "{}" };
  await expect(db.insertInto("knownPapers").values(samePaper).execute()).rejects.toThrow(/UNIQUE/);

  await db.deleteFrom("messages").execute();
  expect((await deliveries()).map(({ messageId }) => messageId)).toEqual([null, null]);
  await db.deleteFrom("guilds").execute();
  expect(await deliveries()).toEqual([]);
  expect(await choicesOfList(db, "list")).toEqual(new Map());
});

test("migration 006 keeps dates, and empties those that no program can read", async () => {
  const earlier = Object.keys(migrations).filter((name) => name < "006");
  await writtenBy(
    earlier,
    `insert into revisions (sha, date, url, recorded_at) values
       ('good', '2026-11-24T00:00:00+08:00', null, 1), ('bad', '2018-01-24T00:56:42-34:07', null, 1), ('none', '', null, 1);
     insert into changes (id, list_id, sha, recorded_at, position, kind, paper_id, paper)
       values ('c', 'list', 'bad', 1, 0, 'added', 'p', '{}');`,
  );
  const db = await file.open();
  const revisions = await db.selectFrom("revisions").select(["sha", "date"]).orderBy("sha").execute();
  expect(revisions).toEqual([
    { sha: "bad", date: null },
    { sha: "good", date: "2026-11-24T00:00:00+08:00" },
    { sha: "none", date: null },
  ]);
});
