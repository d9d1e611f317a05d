import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

/** The rows of the README's table: route, status, notes. */
async function readTable() {
  const readme = await readFile(new URL("../../src/sandbox/README.md", import.meta.url), "utf8");
  return [...readme.matchAll(/^\| `([A-Z]+ \S+)` +\| (full|partial) +\|(.*)\|$/gm)].map(
    ([, route = "", status = "", notes = ""]) => ({ route, status, notes: notes.trim() }),
  );
}

it("README.md lists exactly the implemented routes", async () => {
  const sandbox = await createSandbox();
  const listed = (await readTable()).map(({ route }) => route);
  expect(listed.sort()).toEqual([...sandbox.routes].sort());
  await sandbox.close();
});

it("README.md says what is missing of exactly the routes with partial coverage", async () => {
  for (const { route, status, notes } of await readTable()) {
    expect(notes !== "", route).toBe(status === "partial");
  }
});
