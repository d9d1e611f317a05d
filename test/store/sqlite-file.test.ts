import { execFile } from "node:child_process";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import SqliteDatabase from "better-sqlite3";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { troubleOf } from "../../src/store/sqlite/sqlite-trouble.js";

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

/** A program that opens a store and prints the outcome. Its packages are those of the folder. */
async function bundleOpenStore(into: string): Promise<string> {
  const program = join(into, "open.mjs");
  await build({
    stdin: {
      contents: `import { openStore } from "./src/store/open-store.ts";
        const { kind, message } = await openStore({ path: process.argv[2] });
        console.log(JSON.stringify({ kind, message }));`,
      resolveDir: root,
    },
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  return program;
}

test("processes that start at the same time migrate once", async () => {
  // Inside the project, so that the packages are found.
  const cache = await mkdtemp(join(root, "node_modules", ".open-store-"));
  const program = await bundleOpenStore(cache);
  const run = promisify(execFile);
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [program, path])));
  await rm(cache, { recursive: true });
  expect(outcomes.map(({ stdout }) => JSON.parse(stdout).kind)).toEqual(["open", "open", "open", "open"]);
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

  describe("another program's database is not changed", () => {
    const sql = {
      "with tables of its own": "create table bookmarks (url text); insert into bookmarks values ('a')",
      "in WAL mode": "pragma journal_mode = wal; create table bookmarks (url text)",
      "with an application id":
        "pragma application_id = 252006674; create table kysely_migration (name text)",
      "of another user of Kysely":
        "create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('2020-init', '2020')",
    };
    test.each(Object.entries(sql))("%s", async (_, sql) => {
      const other = new SqliteDatabase(path);
      other.exec(sql);
      other.close();
      const before = await readFile(path);
      expect(await openStore({ path })).toEqual({
        kind: "foreign",
        message: `The file ${path} is another program's database, and was not changed: give DATABASE_FILE another file.`,
      });
      expect(await readFile(path)).toEqual(before);
      expect(await readdir(folder)).toEqual(["paperboy.sqlite"]);
    });

    test("in WAL mode, while that program has it open", async () => {
      const other = new SqliteDatabase(path);
      other.exec("pragma journal_mode = wal; create table bookmarks (url text)");
      const before = await readFile(path);
      expect(await openStore({ path })).toMatchObject({ kind: "foreign" });
      expect(await readFile(path)).toEqual(before);
      expect(other.prepare("select count(*) from bookmarks").pluck().get()).toBe(0);
      other.close();
    });

    test("and a file that is no database at all stays as it is", async () => {
      const text = "# A list, not a database\n".repeat(500);
      await writeFile(path, text);
      expect(await openStore({ path })).toMatchObject({ kind: "corrupt" });
      expect(await readFile(path, "utf8")).toBe(text);
    });
  });

  test("an empty file, and a database without tables, become Paperboy's", async () => {
    await writeFile(path, "");
    await openAndClose();
    await rm(path);
    new SqliteDatabase(path).exec("vacuum").close();
    await openAndClose();
    await openAndClose();
  });

  test.each([
    ["missing", null],
    ["built for another Node.js", "not a library"],
  ])("the native part of better-sqlite3 is %s", async (_, content) => {
    const packages = join(folder, "node_modules");
    const installed = join(root, "node_modules");
    await mkdir(join(packages, "better-sqlite3"), { recursive: true });
    for (const name of await readdir(installed))
      if (name !== "better-sqlite3") await symlink(join(installed, name), join(packages, name));
    for (const part of ["package.json", "lib"])
      await cp(join(installed, "better-sqlite3", part), join(packages, "better-sqlite3", part), {
        recursive: true,
      });
    if (content !== null) {
      const release = join(packages, "better-sqlite3", "build", "Release");
      await mkdir(release, { recursive: true });
      await writeFile(join(release, "better_sqlite3.node"), content);
    }
    const program = await bundleOpenStore(folder);
    const { stdout } = await promisify(execFile)(process.execPath, [program, path]);
    expect(JSON.parse(stdout)).toEqual({
      kind: "not installed",
      message: expect.stringContaining("run `npm rebuild better-sqlite3`, or `npm ci`"),
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
