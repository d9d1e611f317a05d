import { ComponentType, InteractionType } from "discord-api-types/v10";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/index.js";
import { routes } from "../../commands/routes.js";
import { openStore, type Store } from "../../src/store/open-store.js";
import { messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";
import { databaseSettings } from "../support/database.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

/** What `test/forged-input.test.ts` sends to a bot on SQLite, a little of it: what PostgreSQL refuses, SQLite takes. */

let paperboy: Paperboy;
let store: Store;
let upstream: Upstream;
beforeAll(async () => {
  const settings = await databaseSettings();
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Alpha Networks") });
  paperboy = await startPaperboy({ ...settings, UPSTREAM_URL: `file://${upstream.dir}` });
  const ada = paperboy.person("Ada");
  await ada.press(messageOf(await ada.run("subscribe", { query: "alpha" })), "Save");
  const opened = await openStore({ url: settings.DATABASE_URL ?? "" });
  if (opened.kind !== "open") throw new Error(opened.message);
  ({ store } = opened);
});
afterAll(async () => {
  await paperboy.stop();
  await store.close();
  upstream.remove();
});

/** What processes tell each other, and what anybody may write: their own shuffles, forms, presses and votes. */
const changing = [
  "locks",
  "processes",
  "chores",
  "signals",
  "budgets",
  "positions",
  "drafts",
  "presses",
  "votes",
];

async function everything(): Promise<Record<string, readonly string[]>> {
  const db = store.db.withTables<Record<string, object>>();
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const kept = tables.filter((name) => !changing.includes(name));
  const rows = kept.map(async (name) => {
    const all = await db.selectFrom(name).selectAll().execute();
    return [name, all.map((row) => JSON.stringify(row)).toSorted()] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

const words = [
  ...["", "0", "-1", "1e9", "NaN", "99999999999999999999", "9".repeat(60), "zzzzzzzzzzzzz", "__proto__"],
  ...[
    "\u0000",
    "a\u0000b",
    "\ud800",
    "💥",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "'; drop table guilds; --",
    "x".repeat(80),
  ],
];
/** As long as ids can be: no number of 64 bits. */
const wrongIds = ["0", "1", "99999999999999999999"];

const errors = () => paperboy.logged.splice(0).filter((line) => line.includes('"level":50'));

test("forged ids, members and values are answered with a sentence, and change nothing for a member", async () => {
  const before = await everything();
  const about = messageOf(await paperboy.person("Mira").run("about"));
  const sent = [...routes.map(({ name }) => name), "nowhere"].flatMap((name, at) =>
    [0, 7, 13].map((step) => ({
      customId: [name, ...[0, 1, 2].map((i) => words[(at + step + i * 5) % words.length])]
        .join(":")
        .slice(0, 100),
      instead: [
        {},
        { guild_id: wrongIds[(at + step) % wrongIds.length] },
        {
          member: {
            user: { id: wrongIds[(at + step) % wrongIds.length], username: words[at % words.length] },
          },
        },
      ][(at + step) % 3],
    })),
  );
  for (const { customId, instead = {} } of sent) {
    const data = {
      custom_id: customId,
      component_type: ComponentType.StringSelect,
      values: words.slice(0, 3),
    };
    const type = InteractionType.MessageComponent;
    const forged = paperboy.sandbox.forge({ person: "Mira", messageId: about.id, type, data, instead });
    const outcome = await forged;
    const isAnswered = outcome.kind === "modal" || outcome.kind === "message" || outcome.kind === "update";
    expect([customId, isAnswered]).toEqual([customId, true]);
  }
  for (const { name, json } of commands) {
    for (const [at, word] of words.entries()) {
      if (at % 4 !== name.length % 4) continue;
      const options = (json.options ?? []).map((option) => ({
        name: option.name,
        value: word,
        type: option.type,
      }));
      const data = { id: "1", name, type: 1, options };
      const outcome = await paperboy.sandbox.forge({
        person: "Mira",
        type: InteractionType.ApplicationCommand,
        data,
      });
      if (outcome.kind === "message") expect(textOf(outcome.message)).not.toContain("went wrong on our side");
    }
  }
  expect(errors()).toEqual([]);
  expect(await everything()).toEqual(before);
});
