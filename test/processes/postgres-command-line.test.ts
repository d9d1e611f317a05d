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
import { ask, createPostgresDatabase } from "../support/postgres.js";
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
  expect(await acceptPresent(config())).toBe(0);
  const accepted = upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
  const presence = await announcePresence(store.db, () => {});
  await expect(acceptPresent(config())).rejects.toThrow(
    new RegExp(`^Paperboy runs on this database \\(process ${process.pid} on [^)]*\\): stop it first`),
  );
  await presence.stop();
  expect(await acceptPresent(config())).toBe(0);
  expect(await loadAcceptedList(store.db, "list")).toMatchObject({ revision: { sha: accepted } });
  expect(await store.db.selectFrom("deliveries").selectAll().execute()).toEqual([]);

  // All papers but one are gone: an accident that is held, and that the operator accepts.
  const many = Array.from({ length: 40 }, (_, index) => `Paper of Number ${index} in Words ${index * 7}`);
  upstream.commit({ "README.md": list(...many) });
  expect(await acceptPresent(config())).toBe(0);
  const last = upstream.commit({ "README.md": list("Alpha Networks") });
  expect(await acceptPresent(config())).toBe(0);
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

test("doctor says how the database is, and what to do where it cannot be used, without its password", async () => {
  const [{ password }, foreign] = [
    new URL(url),
    await createPostgresDatabase(process.env.TEST_POSTGRES_URL ?? ""),
  ];
  await ask(foreign, "create table theirs (id int)");
  const doctor = (change: Partial<URL> = {}) =>
    paperboy(["doctor"], { DATABASE_URL: Object.assign(new URL(url), change).href });
  const found = await Promise.all([
    doctor(),
    doctor({ port: "1" }),
    doctor({ pathname: new URL(foreign).pathname }),
    doctor({ search: "?sslmode=verify-full" }),
    doctor({ search: "?sslmode=verify-full&sslrootcert=/no/where.pem" }),
  ]);
  const [good, away, theirs, plain, uncertified] = found;
  expect(good?.out).toMatch(/^ok +database: \S+: \d+\.\d MB, 0 subscriptions\.$/m);
  expect(away?.out).toMatch(/^BAD +database: .*cannot be reached .*→ Is PostgreSQL running/m);
  expect(theirs?.out).toMatch(/^BAD +database: .*is another program's.*→ Give DATABASE_URL another one\.$/m);
  expect(plain?.out).toMatch(/^BAD +database: .*does not support SSL.*→ Correct DATABASE_URL\.$/m);
  expect(uncertified?.out).toMatch(/^BAD +database: .*ENOENT.*→ Correct DATABASE_URL\.$/m);
  expect(found.map(({ status }) => status)).toEqual([0, 1, 1, 1, 1]);
  for (const { out, err } of found) {
    expect(out + err).not.toContain(password);
    expect(err).toBe("");
  }
});
