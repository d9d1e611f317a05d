import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

let upstream: Upstream;
let paperboy: Paperboy;
/** Another program on the bot's database. */
let other: SqliteDatabase.Database;
const vit = "I-ViT: Integer-only Quantization";

beforeEach(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list(vit) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
  other = new SqliteDatabase(paperboy.databaseFile);
});
afterEach(async () => {
  other.close();
  await paperboy.stop();
  upstream.remove();
});

const ada = (channel = "papers") => paperboy.person("Ada", channel);
const announced = async () =>
  (await ada().read()).filter(({ only_for }) => only_for === undefined).map(({ content }) => content);
const logged = (text: string) => paperboy.logged.filter((line) => line.includes(text));

test("while another program holds the lock, searching goes on, saving says so, and announcements come once afterwards", async () => {
  await ada().press(messageOf(await ada().run("subscribe")), "Save");
  const preview = messageOf(await ada("general").run("subscribe"));
  other.exec("begin immediate");
  upstream.commit({ "README.md": list(vit, "SmoothQuant: Accurate Quantization of Language Models") });
  const check = paperboy.check();
  const saved = messageOf(await ada("general").press(preview, "Save"));
  expect(textOf(saved)).toContain("Another program is using the database, so nothing was saved");
  const found = messageOf(await paperboy.person("Mira", "general").run("search", { query: "ivit" }));
  expect(textOf(found)).toContain("The only paper for `ivit`");
  expect(await announced()).toEqual([]);
  other.exec("commit");
  await check;
  await expect.poll(announced, { timeout: 20_000 }).toEqual([expect.stringContaining("SmoothQuant")]);
  expect(logged("has locked the database")).toHaveLength(1);
  expect(logged("the database can be used again")).toHaveLength(1);
  expect(logged("something went wrong")).toEqual([]);
  const subscriptions = textOf(messageOf(await ada("general").run("subscriptions")));
  expect(subscriptions).toContain("## 1 subscription");
});
