import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import SqliteDatabase from "better-sqlite3";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { troubleOf } from "../../src/store/open-trouble.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paperboy-store-"));
  path = join(folder, "paperboy.sqlite");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function openAndClose() {
  const outcome = await openStore({ path });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  await outcome.store.close();
}

test("a missing file is created, and an existing one is opened", async () => {
  await openAndClose();
  await openAndClose();
});

test("processes that start at the same time migrate once", async () => {
  // Inside the project, so that the packages are found.
  const cache = await mkdtemp(join(root, "node_modules", ".open-store-"));
  const program = join(cache, "open.mjs");
  await build({
    stdin: {
      contents: `import { openStore } from "./src/store/open-store.ts"; console.log((await openStore({ path: process.argv[2] })).kind);`,
      resolveDir: root,
    },
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  const run = promisify(execFile);
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [program, path])));
  await rm(cache, { recursive: true });
  expect(outcomes.map(({ stdout }) => stdout.trim())).toEqual(["open", "open", "open", "open"]);
});

test("the database is in WAL mode and checks foreign keys", async () => {
  const outcome = await openStore({ path });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  const { db, close } = outcome.store;
  await expect(
    db
      .insertInto("changes")
      .values({
        id: "1",
        listId: "list",
        sha: "none",
        recordedAt: 1,
        position: 0,
        kind: "added",
        paperId: "p",
        paper: "{}",
        before: null,
      })
      .execute(),
  ).rejects.toThrow(/FOREIGN KEY/);
  await close();
  const file = new SqliteDatabase(path);
  expect(file.pragma("journal_mode", { simple: true })).toBe("wal");
  file.close();
});

describe("a database that cannot be opened is explained in one sentence", () => {
  test("another program has locked the file", async () => {
    await openAndClose();
    const other = new SqliteDatabase(path);
    other.pragma("locking_mode = EXCLUSIVE");
    other.exec("begin exclusive; create table another (id text)");
    const outcome = await openStore({ path, wait: 50 });
    other.close();
    expect(outcome).toMatchObject({ kind: "locked", message: expect.stringContaining(path) });
  });

  test("the file is not a database", async () => {
    await writeFile(path, "# A list, not a database\n".repeat(500));
    expect(await openStore({ path })).toMatchObject({ kind: "corrupt" });
  });

  test("the file is truncated", async () => {
    await openAndClose();
    await truncate(path, 20_000);
    expect(await openStore({ path })).toMatchObject({ kind: "corrupt" });
  });

  test("a newer Paperboy has written it", async () => {
    await openAndClose();
    const file = new SqliteDatabase(path);
    file.exec("insert into kysely_migration values ('999 the future', '2030-01-01')");
    file.close();
    expect(await openStore({ path })).toMatchObject({
      kind: "newer version",
      message: expect.stringContaining("999 the future"),
    });
  });

  test("the path is a folder, or its folder does not exist", async () => {
    expect(await openStore({ path: folder })).toMatchObject({ kind: "cannot open" });
    expect(await openStore({ path: join(folder, "none", "paperboy.sqlite") })).toMatchObject({
      kind: "cannot open",
    });
  });

  test.skipIf(process.getuid?.() === 0)(
    "the file is read-only (skipped for root, who may write anything)",
    async () => {
      await openAndClose();
      await chmod(path, 0o444);
      expect(await openStore({ path })).toMatchObject({ kind: "read-only" });
    },
  );

  test.each([
    ["SQLITE_READONLY_DIRECTORY", "read-only"],
    ["SQLITE_BUSY_SNAPSHOT", "locked"],
    ["SQLITE_IOERR_WRITE", "full"],
    ["SQLITE_FULL", "full"],
    ["SQLITE_CORRUPT_INDEX", "corrupt"],
  ])("the error %s means %s", (code, kind) => {
    expect(troubleOf({ code }, "x.sqlite")).toMatchObject({
      kind,
      message: expect.stringContaining("x.sqlite"),
    });
  });

  test("any other error is a bug, and is thrown", () => {
    expect(() => troubleOf(new TypeError("a bug"), "x.sqlite")).toThrow("a bug");
  });
});
