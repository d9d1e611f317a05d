import SqliteDatabase from "better-sqlite3";
import { CamelCasePlugin, Kysely, Migrator } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createChangeLog } from "../../src/announce/change-log.js";
import { loadHistory } from "../../src/announce/history.js";
import { migrations } from "../../src/store/migrations.js";
import { createSqliteDialect } from "../../src/store/sqlite-dialect.js";
import { createFile, paper, theList } from "../announce/support.js";

let file: Awaited<ReturnType<typeof createFile>>;
beforeEach(async () => {
  file = await createFile();
});
afterEach(() => file.close());

/** The database as an older Paperboy left it: with its first migrations, and these rows. */
async function writtenBy(names: readonly string[], sql: string) {
  const older = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));
  const sqlite = new SqliteDatabase(file.path);
  const db = new Kysely({ dialect: createSqliteDialect(sqlite), plugins: [new CamelCasePlugin()] });
  const provider = { getMigrations: async () => older };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  sqlite.exec(sql);
  await db.destroy();
}

test("a list of one file, from before a list could have several, keeps its cursor, its text and what waits", async () => {
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
    memory: new Map(),
  });
  expect(await log.loadHeld()).toMatchObject({ revision: { sha: "def" }, added: 60 });
  const step = { changes: [], learned: [], mode: "none" } as const;
  const files = [
    { path: "docs/papers.md", markdown: "# a" },
    { path: "docs/more.md", markdown: "" },
  ];
  expect(await log.commit("abc", [{ ...step, revision: { ...revision, sha: "def" }, files }])).toBe(true);
  expect((await log.load())?.files).toEqual(files);
});

test("a list that nobody has read yet has no cursor afterwards either", async () => {
  await writtenBy(["001 first tables"], "");
  expect(
    await createChangeLog({ db: await file.open(), readFilter: () => null, list: theList }).load(),
  ).toBeNull();
});

test("what was known and had changed, from before there could be several lists, is the one list's", async () => {
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
  expect((await log.load())?.memory).toEqual(new Map([["p1", known]]));
  expect(await loadHistory(db, { lists: ["list"] })).toMatchObject([
    { id: "c1", listId: "list", paper: { id: "p1" } },
  ]);
  const another = createChangeLog({ db, readFilter: () => null, list: { id: "another", isPublic: true } });
  expect(await another.load()).toBeNull();
  expect(await loadHistory(db, { lists: ["another"] })).toEqual([]);
});
