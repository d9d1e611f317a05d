import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { COVERAGE, coverageTable } from "../../src/sandbox/coverage.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

it("says of exactly the routes there are what they cover", async () => {
  const sandbox = await createSandbox();
  expect([...sandbox.routes].sort()).toEqual(Object.keys(COVERAGE).sort());
  await sandbox.close();
});

it("shows the table in README.md as it is", async () => {
  const readme = await readFile(new URL("../../src/sandbox/README.md", import.meta.url), "utf8");
  // A formatter may align the columns.
  const plain = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
  expect(plain(readme)).toContain(plain(coverageTable()));
});

it("explains what is missing of each route that is only covered in part", () => {
  for (const [route, { status, notes }] of Object.entries(COVERAGE)) {
    expect(notes !== "", route).toBe(status === "partial");
  }
});
