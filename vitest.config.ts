import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { memoryFolder } from "./test/support/memory-folder.js";
import { whyNoPostgres } from "./test/support/postgres.js";

// For this process, which starts PostgreSQL, and those of the tests.
const folder = memoryFolder();
if (folder !== null) process.env.TMPDIR ??= folder;

/** Tests that run once more on PostgreSQL: all that open a store, and are not about files. */
const onBothDatabases = [
  "test/{announce,processes,store}/**/*.test.ts",
  "test/details/ask-source.test.ts",
  "test/{lists-of-processes,first-of-a-venue}.test.ts",
];
/** Those of `announce` that open none, or SQLite alone. */
const withoutStore =
  "test/announce/{crash,next-digest,outcome-of,plan-deliveries,rest-messenger,watch-responses}.test.ts";
const sqliteOnly = "test/**/sqlite-*.test.ts";
const postgresOnly = "test/**/postgres-*.test.ts";

const postgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "postgres",
    include: onBothDatabases,
    exclude: [sqliteOnly, withoutStore],
    globalSetup: "test/support/start-postgres.ts",
    env: { STORE: "postgres" },
  },
};

function whereInstalled(project: typeof postgres): readonly (typeof postgres)[] {
  const reason = whyNoPostgres();
  if (reason === null) return [project];
  if (process.env.CI === "true") throw new Error(`The tests on PostgreSQL cannot run: ${reason}`);
  console.warn(`The tests on PostgreSQL are skipped: ${reason}`);
  return [];
}

export default defineConfig({
  test: {
    // Most of a test is waiting: six files at a time keep two cores busy. A time limit only ends what hangs:
    // on a busy machine a test may take many times as long as on an idle one.
    maxWorkers: 6,
    // A process runs file after file: loading the bot's modules takes longer than most of the files.
    isolate: false,
    setupFiles: "test/support/temporary-folder.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "sqlite", include: ["test/**/*.test.ts"], exclude: [postgresOnly] } },
      ...whereInstalled(postgres),
    ],
  },
});
