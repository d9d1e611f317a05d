import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { acceptPresent } from "../../src/cli/baseline.js";
import { parseConfig } from "../../src/config/read-config.js";
import { announcePresence } from "../../src/processes/presence.js";
import { openStore, type Store } from "../../src/store/open-store.js";
import { loadAcceptedList, loadHeld, saveHeld } from "../../src/store/upstreams.js";
import { createPostgresDatabase } from "../support/postgres.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

/** The command line with a database of PostgreSQL. */

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
let folder: string;
let upstream: Upstream;
let url: string;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-command-line-"));
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Alpha Networks") });
  url = await createPostgresDatabase(process.env.TEST_POSTGRES_URL ?? "");
  const outcome = await openStore({ url });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  store = outcome.store;
});
afterAll(async () => {
  await store.close();
  upstream.remove();
  rmSync(folder, { recursive: true });
});

const config = () =>
  parseConfig({
    DATABASE_URL: url,
    DATABASE_FILE: join(folder, "paperboy.sqlite"),
    UPSTREAM_URL: `file://${upstream.dir}`,
  });

async function paperboy(args: readonly string[], settings: Record<string, string>) {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, ...settings };
  return await new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { cwd: folder, env }, (_, out, err) =>
      resolve({ status: child.exitCode, out, err }),
    );
  });
}

test("baseline accepts the list and a held revision, and is refused while a bot runs on the database", async () => {
  vi.spyOn(console, "log").mockReturnValue();
  expect(await acceptPresent(config(), { allowFile: true })).toBe(0);
  const accepted = upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  const presence = await announcePresence(store.db, () => {});
  await expect(acceptPresent(config(), { allowFile: true })).rejects.toThrow(
    new RegExp(`^Paperboy runs on this database \\(process ${process.pid} on [^)]*\\): stop it first`),
  );
  await presence.stop();
  expect(await acceptPresent(config(), { allowFile: true })).toBe(0);
  expect(await loadAcceptedList(store.db, "list")).toMatchObject({ revision: { sha: accepted } });
  expect(await store.db.selectFrom("deliveries").selectAll().execute()).toEqual([]);

  // All papers but one are gone: an accident that is held, and that the operator accepts.
  const many = Array.from({ length: 40 }, (_, index) => `Paper of Number ${index} in Words ${index * 7}`);
  upstream.commit({ "README.md": list(...many) });
  expect(await acceptPresent(config(), { allowFile: true })).toBe(0);
  const last = upstream.commit({ "README.md": list("Alpha Networks") });
  expect(await acceptPresent(config(), { allowFile: true })).toBe(0);
  expect(await loadAcceptedList(store.db, "list")).toMatchObject({ revision: { sha: last } });
  expect(await loadHeld(store.db, "list")).toBeNull();
});

test("held shows a held revision", async () => {
  const revision = { sha: "a".repeat(40), date: "2026-11-25T00:00:00Z", url: null };
  const reason = "It adds 55 papers at once.";
  await saveHeld(store.db, "list", { revision, reason, added: 55, removed: 0 });
  expect(await paperboy(["held"], {})).toEqual({
    status: 0,
    out: `${revision.sha} of ${revision.date}: ${reason} (adds 55, removes 0)\n`,
    err: "",
  });
  await saveHeld(store.db, "list", null);
});

test("doctor says that the database answers, and what to do where it does not, without its password", async () => {
  const away = new URL(url);
  const { password } = away;
  const [good, bad] = await Promise.all([
    paperboy(["doctor"], {}),
    paperboy(["doctor"], { DATABASE_URL: Object.assign(away, { port: "1" }).href }),
  ]);
  expect(good.out).toMatch(/: PostgreSQL \d+[^\n]* answers\./);
  expect(bad.out).toContain("cannot be reached");
  expect(bad.out).toContain("Correct DATABASE_URL, or start PostgreSQL.");
  expect(bad.status).toBe(1);
  for (const { out, err } of [good, bad]) expect(out + err).not.toContain(password);
});
