import { afterAll, beforeAll, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";
import { createPostgresDatabase, type Postgres, startPostgres } from "../support/postgres.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

let server: Postgres;
let paperboy: Paperboy;
let upstream: Upstream;
beforeAll(async () => {
  server = await startPostgres();
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Quantizing ViT", "Beta Methods") });
  const DATABASE_URL = await createPostgresDatabase(server.url);
  paperboy = await startPaperboy({ DATABASE_URL, UPSTREAM_URL: `file://${upstream.dir}` });
});
afterAll(async () => {
  await server.stop();
  upstream.remove();
});

test("while PostgreSQL is away, what needs no database is answered, the rest says so, and the log has no password", async () => {
  const ada = paperboy.person("Ada");
  const run = async (command: string, options = {}) => textOf(messageOf(await ada.run(command, options)));
  const before = await run("search", { query: "vit" });
  await server.halt("immediate");
  expect(await run("search", { query: "vit" })).toBe(before);
  for (const command of ["venues", "random"]) expect((await run(command)).length).toBeGreaterThan(20);
  const [paper] = await ada.suggest("paper", { title: "vit" }, "title");
  expect(await run("paper", { title: paper?.value ?? "" })).toContain("##");
  expect(await run("subscriptions")).toContain("at the moment");
  await server.start();
  await expect
    .poll(() => run("subscriptions"), { timeout: 60_000, interval: 500 })
    .not.toContain("at the moment");
  expect(paperboy.logged.join("\n")).not.toContain(server.password);
  expect(paperboy.logged.filter((line) => line.includes("something went wrong"))).toEqual([]);
});

test("a bot stops while PostgreSQL is away, which other work waits for a minute for", async () => {
  await server.halt("immediate");
  const from = performance.now();
  await paperboy.stop();
  // Ten seconds at most, on an idle machine.
  expect(performance.now() - from).toBeLessThan(40_000);
});
