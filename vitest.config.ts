import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { whyNoPostgres } from "./test/support/postgres.js";

/** Rooms whose tests start no bot and no other program: one process for all of their files loads the modules once. */
const quick = "test/{announce,catalogue,config,interactions,library,search,store,views}/**/*.test.ts";

/** Tests that open a store run once for each database. `sqlite-*.test.ts` are about files alone. */
const onBothDatabases = {
  quick: ["test/{announce,store}/**/*.test.ts", "test/details/ask-source.test.ts"],
  whole: ["test/{lists-of-processes,first-of-a-venue}.test.ts", "test/processes/*.test.ts"],
};
const sqliteOnly = "test/store/sqlite-*.test.ts";
const postgresOnly = "test/{store,processes}/postgres-*.test.ts";

const onPostgres = { globalSetup: "test/support/start-postgres.ts", env: { STORE: "postgres" } };
const postgres: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    test: {
      ...onPostgres,
      name: "postgres",
      include: onBothDatabases.quick,
      exclude: [sqliteOnly],
      isolate: false,
    },
  },
  { extends: true, test: { ...onPostgres, name: "postgres whole", include: onBothDatabases.whole } },
];

function whereInstalled(projects: typeof postgres): typeof postgres {
  const reason = whyNoPostgres();
  if (reason === null) return projects;
  if (process.env.CI === "true") throw new Error(`The tests on PostgreSQL cannot run: ${reason}`);
  console.warn(`The tests on PostgreSQL are skipped: ${reason}`);
  return [];
}

export default defineConfig({
  test: {
    // Much of a test is waiting: three files at a time use two cores better than two. A time limit only ends what hangs:
    // on a busy machine a test may take many times as long as on an idle one.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "quick", include: [quick], exclude: [postgresOnly], isolate: false } },
      // Each file has a process: the larger it is, the longer it takes to start git from it.
      {
        extends: true,
        test: { name: "whole", include: ["test/**/*.test.ts"], exclude: [quick, postgresOnly] },
      },
      ...whereInstalled(postgres),
    ],
  },
});
