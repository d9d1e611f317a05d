import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personalTables, subscriptionTables } from "../src/store/personal-data.js";
import { buttonsOf, messageOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";

let paperboy: Paperboy;
beforeAll(async () => {
  paperboy = await startPaperboy();
});
afterAll(() => paperboy.stop());

function withStore<T>(work: (db: Database.Database) => T): T {
  const db = new Database(paperboy.databaseFile, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** The rows of the whole store that contain this text. */
function rowsWith(text: string): string[] {
  return withStore((db) =>
    db
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
      .all()
      .flatMap(({ name }) =>
        db
          .prepare(`select * from "${name}"`)
          .all()
          .map((row) => `${name} ${JSON.stringify(row)}`)
          .filter((row) => row.includes(text)),
      ),
  );
}

describe("/privacy", () => {
  test("says that nothing is stored of somebody who did nothing that needs it", async () => {
    const mira = paperboy.person("Mira");
    await mira.run("search", { query: "vit" });
    await mira.run("about");
    const shown = messageOf(await mira.run("privacy"));
    expect(textOf(shown)).toContain("Nothing.");
    expect(buttonsOf(shown)).toEqual([]);
  });

  test("shows what is stored, gives it as a file, and deletes it, of the asker alone", async () => {
    const [mira, jun] = [paperboy.person("Mira"), paperboy.person("Jun")];
    const { people } = await mira.world();
    const idOf = (wanted: string) => people.find(({ name }) => name === wanted)?.id ?? "";
    await mira.run("random");
    await jun.run("random");
    const shown = messageOf(await mira.run("privacy"));
    expect(textOf(shown)).toMatch(/1 shuffle of `\/random`/);
    const file = messageOf(await mira.press(shown, "Download"));
    expect(JSON.stringify(file)).toContain("paperboy-privacy.json");
    expect(rowsWith(idOf("Mira"))).toHaveLength(1);
    const asked = messageOf(await mira.press(shown, "Delete it"));
    expect(rowsWith(idOf("Mira"))).toHaveLength(1);
    expect(textOf(messageOf(await mira.press(asked, "Delete it")))).toContain("Deleted");
    expect(rowsWith(idOf("Mira"))).toEqual([]);
    expect(rowsWith(idOf("Jun"))).toHaveLength(1);
    expect(textOf(messageOf(await mira.run("privacy")))).toContain("Nothing.");
  });

  test("memory forgets too: a restart and a later answer bring nothing back", async () => {
    const mira = paperboy.person("Mira");
    await mira.run("random");
    const asked = messageOf(await mira.press(messageOf(await mira.run("privacy")), "Delete it"));
    await mira.press(asked, "Delete it");
    await paperboy.restart();
    expect(textOf(messageOf(await mira.run("privacy")))).toContain("Nothing.");
  });
});

test.each([
  ["persons", personalTables, ["person_id", "user_id", "member_id", "author_id"]],
  ["subscriptions, which alerts are,", [...subscriptionTables, "notices"], ["subscription_id"]],
])("every table with a column of %s is one that /privacy shows and deletes", (_, known, columns) => {
  const tables = withStore((db) =>
    db
      .prepare<[string], { name: string }>(
        `select distinct tables.name as name from sqlite_master as tables
         join pragma_table_info(tables.name) as columns
         where tables.type = 'table' and columns.name in (select value from json_each(?))`,
      )
      .all(JSON.stringify(columns)),
  );
  const inStore = known.map((table) => table.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  expect(tables.map(({ name }) => name).sort()).toEqual(inStore.sort());
});
