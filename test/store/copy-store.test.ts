import { existsSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateStore } from "../../src/cli/migrate-store.js";
import { copyStore } from "../../src/store/copy-store.js";
import { seeProcess } from "../../src/store/processes.js";
import { createRig, paper } from "../announce/support.js";
import { createDatabase, createFile } from "../support/database.js";

/** To and from the database of this run: from a file to PostgreSQL and back, where the run is on PostgreSQL. */
let rig: Awaited<ReturnType<typeof createRig>>;
let middle: Awaited<ReturnType<typeof createFile>>;
let last: Awaited<ReturnType<typeof createDatabase>>;
beforeEach(async () => {
  rig = await createRig();
  middle = await createFile();
  last = await createDatabase();
});
afterEach(async () => {
  await Promise.all([rig.close(), middle.close(), last.close()]);
});

async function announceSome(): Promise<void> {
  const { id } = await rig.subscribe();
  await rig.subscribe({ channelId: "200000000000000002", query: "beta", thread: true });
  await rig.change("added", [paper("Alpha"), paper('Beta "论文"')]);
  await rig.dispatcher().tick();
  await rig.subscriptions.pause("100000000000000001", id);
  await rig.change("added", [paper("Beta Two")]);
}

test("a store that is copied there and back is the same, and goes on where it was", async () => {
  await announceSome();
  const [there, back] = [await middle.open(), await last.open()];
  const copied = await copyStore(rig.db, there);
  expect(copied).toMatchObject({ kind: "copied" });
  expect(await copyStore(there, back)).toEqual(copied);
  for (const table of ["changes", "deliveries", "messages", "subscriptions"] as const) {
    const rows = async (db: typeof back) =>
      (await db.selectFrom(table).selectAll().execute()).map((row) =>
        JSON.stringify(row, Object.keys(row).toSorted()),
      );
    const before = (await rows(rig.db)).toSorted();
    expect(before.length).toBeGreaterThan(1);
    expect((await rows(back)).toSorted()).toEqual(before);
  }
});

test("a target that has rows is refused, and unchanged", async () => {
  await announceSome();
  const there = await middle.open();
  await there.insertInto("guilds").values({ id: "other" }).execute();
  expect(await copyStore(rig.db, there)).toEqual({ kind: "not empty", table: "guilds" });
  expect(await there.selectFrom("changes").selectAll().execute()).toEqual([]);
});

test("every table is copied, or left as it concerns running processes alone", async () => {
  await announceSome();
  const outcome = await copyStore(rig.db, await middle.open());
  const copied = outcome.kind === "copied" ? [...outcome.counts.keys()] : [];
  const tables = (await rig.db.introspection.getTables()).map(({ name }) => name);
  const names = copied.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const left = ["locks", "processes", "chores", "signals", "budgets"];
  expect([...names, ...left].toSorted()).toEqual(tables.toSorted());
});

test("while a bot runs on one of them, the command refuses", async () => {
  await announceSome();
  await seeProcess(rig.db, "p", "bot 1 on here", Date.now());
  const text = (address: object) => String(Object.values(address)[0]);
  const positionals = [text(rig.database.address), text(middle.address)];
  const run = migrateStore.run({ positionals, has: () => false, texts: () => [] });
  await expect(run).rejects.toThrow("A bot runs on one of the databases (bot 1 on here)");
  expect(existsSync(middle.path)).toBe(false);
});

test("a bot that is started while its store is copied keeps the copy from being taken for whole", async () => {
  await announceSome();
  const there = await middle.open();
  const startsMeanwhile = rig.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await seeProcess(rig.db, "p", "bot 1 on here", Date.now());
      return result;
    },
  });
  expect(await copyStore(startsMeanwhile, there)).toEqual({ kind: "running", about: "bot 1 on here" });
  expect(await there.selectFrom("guilds").selectAll().execute()).toEqual([]);
});
