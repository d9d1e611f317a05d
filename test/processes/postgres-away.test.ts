import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";
import { ask, createPostgresDatabase, type Postgres, startPostgres } from "../support/postgres.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

let server: Postgres;
let url: string;
let paperboy: Paperboy;
let upstream: Upstream;
beforeAll(async () => {
  server = await startPostgres();
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Quantizing ViT", "Beta Methods") });
  const DATABASE_URL = await createPostgresDatabase(server.url);
  url = DATABASE_URL;
  paperboy = await startPaperboy({ DATABASE_URL, UPSTREAM_URL: `file://${upstream.dir}`, HTTP_PORT: "0" });
});
afterAll(async () => {
  await server.stop();
  upstream.remove();
});

/** Leaves a notice for Ada, which another process has written, and waits until the bot may know of it. */
async function tellAda(): Promise<void> {
  const { people } = await paperboy.person("Ada").world();
  const id = people.find(({ name }) => name === "Ada")?.id;
  await ask(
    url,
    `insert into notices (id, person_id, text, created_at) values ('n', '${id}', 'A notice to Ada', 1);
     insert into signals (topic, version) values ('notices', 1);
     select pg_notify('paperboy', 'notices')`,
  );
  await sleep(1_500);
}

test("while PostgreSQL is away, what needs no database is answered, the rest says so, and the log has no password", async () => {
  const ada = paperboy.person("Ada");
  let told = "";
  const run = async (command: string, options = {}) => {
    const text = textOf(messageOf(await ada.run(command, options)));
    told += text;
    return text;
  };
  const before = await run("search", { query: "vit" });
  await tellAda();
  await server.halt("immediate");
  expect(await run("search", { query: "vit" })).toBe(before);
  const [, address = ""] = /"url":"(http:[^"]+)"/.exec(paperboy.logged.join("")) ?? [];
  const get = async (path: string) =>
    await fetch(`${address}${path}`, { signal: AbortSignal.timeout(30_000) });
  expect((await get("/healthz")).status).toBe(200);
  expect(await (await get("/readyz")).text()).toBe("the database cannot be read\n");
  expect((await get("/metrics")).status).toBe(200);
  for (const command of ["venues", "random"]) expect((await run(command)).length).toBeGreaterThan(20);
  const [paper] = await ada.suggest("paper", { title: "vit" }, "title");
  expect(await run("paper", { title: paper?.value ?? "" })).toContain("##");
  expect(await run("subscriptions")).toContain("at the moment");
  await server.start();
  await expect
    .poll(() => run("subscriptions"), { timeout: 60_000, interval: 500 })
    .not.toContain("at the moment");
  await expect.poll(() => told, { timeout: 60_000, interval: 500 }).toContain("A notice to Ada");
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
