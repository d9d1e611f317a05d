import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store, type StoreAddress } from "../../src/store/open-store.js";
import type { Db } from "../../src/store/schema.js";
import { createPostgresDatabase, emptyPostgresDatabase } from "./postgres.js";

/** Which database the tests of this run use: the project `postgres` of Vitest sets it. */
export const isPostgres = process.env.STORE === "postgres";

/** An empty database that several connections can share: a SQLite file, or one of the PostgreSQL server of this run. */
export interface TestDatabase {
  readonly address: StoreAddress;
  /** Opens it once more, as another process does. */
  openStore(options?: {
    readonly wait?: number;
    readonly onTrouble?: (sentence: string | null) => void;
  }): Promise<Store>;
  open(): Promise<Db>;
  /** Closes all that was opened, and removes it. */
  close(): Promise<void>;
}

/** Databases that earlier tests have left: emptying one is faster than creating one. */
const emptied: string[] = [];

export async function createDatabase(): Promise<TestDatabase> {
  if (!isPostgres) {
    const file = await createFile();
    await writeEmptyFile(file.path);
    return file;
  }
  const url = emptied.pop() ?? (await createPostgresDatabase(process.env.TEST_POSTGRES_URL ?? ""));
  return databaseAt({ url }, async () => {
    await emptyPostgresDatabase(url);
    emptied.push(url);
  });
}

/** A SQLite file that does not exist yet, whatever the run is about. */
export async function createFile(): Promise<TestDatabase & { readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
  const path = join(folder, "paperboy.sqlite");
  return { path, ...databaseAt({ path }, () => rm(folder, { recursive: true, force: true })) };
}

/** Migrating is most of what a new file costs: it is done once, and copied. */
let emptyFile: Promise<Buffer> | undefined;

/** Writes a database as the first start of this version leaves it. */
export async function writeEmptyFile(path: string): Promise<void> {
  emptyFile ??= migrateFile(`${path}-empty`);
  await writeFile(path, await emptyFile);
}

async function migrateFile(path: string): Promise<Buffer> {
  const outcome = await openStore({ path });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  await outcome.store.close();
  return await readFile(path);
}

function databaseAt(address: StoreAddress, remove: () => Promise<void>): TestDatabase {
  const opened: Store[] = [];
  async function open(options = {}): Promise<Store> {
    const outcome = await openStore({ ...address, ...options });
    if (outcome.kind !== "open") throw new Error(outcome.message);
    opened.push(outcome.store);
    return outcome.store;
  }
  return {
    address,
    openStore: open,
    open: async () => (await open()).db,
    async close() {
      for (const store of opened) await store.close();
      await remove();
    },
  };
}

/** The settings that name an empty database for a whole bot; none where it is to have a file. */
export async function databaseSettings(): Promise<{ readonly DATABASE_URL?: string }> {
  return isPostgres
    ? { DATABASE_URL: await createPostgresDatabase(process.env.TEST_POSTGRES_URL ?? "") }
    : {};
}
