import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { ComponentType, InteractionType } from "discord-api-types/v10";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../commands/index.js";
import { routes } from "../commands/routes.js";
import { paperId } from "../src/catalogue/paper-id.js";
import { navigateMenuId } from "../src/interactions/view.js";
import type { Outcome } from "../src/sandbox/interactions/interactions.js";
import type { Forgery } from "../src/sandbox/users/forge.js";
import { customIdsOf, messageOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, titles, type Upstream } from "./upstream/fixture.js";

/** Interactions that no client of Discord sends, through the real discord.js, to every route and option there is. */

const paper = "I-ViT: Integer-only Quantization";
const elsewhere = "999999999999999999";
const foreignSubscription = "abcdefghij012345";
const unknownChannel = "888888888888888888";
const base36 = (id: string): string => BigInt(id).toString(36);

let folder: string;
let upstreams: Upstream[];
let paperboy: Paperboy;
/** What is put into custom_ids: what means something here, something elsewhere, or nothing. */
let words: string[];
/** The custom_ids that the bot has shown, by the names of their routes. */
let seen: Map<string, string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-forged-"));
  upstreams = [createUpstream(), createUpstream()];
  const [quant, efficient] = upstreams;
  quant?.commit({ "README.md": list(paper) });
  efficient?.commit({ "README.md": list(...titles(0, 3)) });
  const file = join(folder, "paperboy.config.json");
  const lists = [
    { id: "quant", name: "Quantization", url: `file://${quant?.dir}` },
    { id: "efficient", name: "Efficient AI", url: `file://${efficient?.dir}`, surge: 2 },
  ];
  writeFileSync(file, JSON.stringify({ lists }));
  paperboy = await startPaperboy({ CONFIG_FILE: file, ALLOW_SERVER_LISTS: "true" });
  const ada = paperboy.person("Ada");
  const preview = messageOf(await ada.run("subscribe", { query: "vit" }));
  await ada.press(preview, "Save");
  efficient?.commit({ "README.md": list(...titles(0, 20)) });
  await paperboy.check();
  writeForeignRows();
  const { channels } = await ada.world();
  words = [
    ...[
      "",
      "0",
      "1",
      "9",
      "v",
      "zzzzzzzzzzz",
      "1zzzzzzzzzzzzz",
      "-1",
      "1e9",
      "NaN",
      "Infinity",
      "0x1",
      "1.5",
    ],
    ...["__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined"],
    ...[
      "quant",
      "efficient",
      "nowhere",
      "quant,efficient",
      "announcements",
      "digest",
      "baseline",
      "day",
      "year",
    ],
    ...["vit", "has:code", "list:nope", "list:", "venue:", "year:2024..", '"', "-", ":", "::", "ICLR"],
    ...["at once", "daily at 9 UTC", "daily at 99 UTC", "weekly on Monday at 9 Nowhere/Land"],
    ...["\u202e", "\u0000", "\ud800", "💥", "é".repeat(20), "a".repeat(80), "`", "<@&1>", "[x](https://a.b)"],
    ...["share:", "go", "nowhere:previous", "search:0:vit", `removed:${foreignSubscription}`, "choose:0"],
    ...[foreignSubscription, unknownChannel, elsewhere, base36(unknownChannel), base36(elsewhere)],
    ...[base36(paperboy.sandbox.guildId), paperId(paper), ...channels.map(({ id }) => base36(id))],
    ...rows("subscriptions").map(({ id }) => String(id)),
  ];
  seen = await crawl();
}, 120_000);

afterAll(async () => {
  await paperboy.stop();
  for (const upstream of upstreams) upstream.remove();
  rmSync(folder, { recursive: true });
});

/** A message that only the asker sees, and one that everyone sees. */
async function messagesFor(name: "Mira" | "Ada"): Promise<string[]> {
  const person = paperboy.person(name);
  const about = messageOf(await person.run("about"));
  const shared = messageOf(await person.press(about, "Share"));
  return [about.id, shared.id];
}

/** Collects the custom_ids of what every command shows, and of what a member can reach from there. */
async function crawl(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const add = (outcome: Outcome): void => {
    if (outcome.kind === "modal") found.set("edited", [outcome.modal.custom_id]);
    if (outcome.kind !== "message" && outcome.kind !== "update") return;
    for (const customId of customIdsOf(outcome.message)) {
      const name = customId.replace(/^(share:)+/, "").split(":", 1)[0] ?? "";
      const known = found.get(name) ?? [];
      if (known.length < 6 && !known.includes(customId)) found.set(name, [...known, customId]);
    }
  };
  const ada = paperboy.person("Ada");
  const options = {
    search: { query: "z" },
    paper: { title: paper },
    venue: { name: "ICLR" },
    why: { paper },
  };
  for (const { name } of commands)
    add(await ada.run(name, Object.entries(options).find(([one]) => one === name)?.[1] ?? {}));
  const [first = ""] = found.get("subscription") ?? [];
  const press = async (person: "Mira" | "Ada", customId: string): Promise<void> => {
    const data = { custom_id: customId, component_type: ComponentType.Button };
    const [messageId = ""] = await messagesFor(person);
    add(
      await paperboy.sandbox.forge({
        person,
        channel: "papers",
        messageId,
        type: InteractionType.MessageComponent,
        data,
      }),
    );
  };
  await press("Ada", first);
  for (const name of ["edit", "remove"]) await press("Ada", found.get(name)?.[0] ?? "");
  for (const customIds of [...found.values()])
    for (const customId of customIds) await press("Mira", customId);
  return found;
}

type Row = Record<string, unknown>;

function withStore<T>(work: (db: Database.Database) => T): T {
  const db = new Database(paperboy.databaseFile);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function rows(table: string): Row[] {
  return withStore((db) => db.prepare<[], Row>(`select * from ${table}`).all());
}

/** Everything in the store but how far people are in their shuffles. */
function everything(): Record<string, Row[]> {
  const tables = withStore((db) =>
    db.prepare<[], { name: string }>("select name from sqlite_master where type = 'table'").all(),
  );
  const kept = tables.filter(({ name }) => name !== "positions" && !name.startsWith("sqlite_"));
  return Object.fromEntries(kept.map(({ name }) => [name, rows(name)]));
}

/** A subscription and a choice of another server. */
function writeForeignRows(): void {
  withStore((db) => {
    db.prepare("insert into guilds (id, left_at) values (?, null)").run(elsewhere);
    const own = db.prepare<[], Row>("select * from subscriptions").get() ?? {};
    const foreign = { ...own, id: foreignSubscription, guild_id: elsewhere, channel_id: unknownChannel };
    const columns = Object.keys(foreign);
    db.prepare(
      `insert into subscriptions (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`,
    ).run(foreign);
    db.prepare("insert into guild_lists (guild_id, list_id, visible) values (?, 'efficient', 0)").run(
      elsewhere,
    );
  });
}

function foreignRows(): Row[] {
  return ["subscriptions", "guild_lists", "guilds"].flatMap((table) =>
    rows(table).filter((row) => row.guild_id === elsewhere || row.id === elsewhere),
  );
}

/** What was wrong with an answer; null where it was a sentence, a view or a form. */
function faultOf(outcome: Outcome): string | null {
  if (outcome.kind === "modal") return null;
  if (outcome.kind !== "message" && outcome.kind !== "update") return JSON.stringify(outcome);
  const text = textOf(outcome.message).trim();
  if (text === "") return "it was empty";
  return /went wrong on our side|\bat .*\.js:|Error:/.test(text) ? text : null;
}

/** The errors that were logged since the last time. */
function errors(): string[] {
  return paperboy.logged.splice(0).filter((line) => line.includes('"level":50'));
}

const sampleOf = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { seed: 20_261_125, numRuns: count });

/** What comes with a custom_id: a press, a choice from menus of every type, forms with fields missing or made up. */
function interactionData(customId: string): fc.Arbitrary<Pick<Forgery, "type" | "data">> {
  const word = fc.constantFrom(...words);
  const few = fc.array(word, { maxLength: 8 });
  const component = (data: object) => ({
    type: InteractionType.MessageComponent,
    data: { custom_id: customId, ...data },
  });
  const field = fc.tuple(fc.constantFrom("query", "kinds", "cadence", "__proto__", ""), few);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(component({ component_type: ComponentType.Button })) },
    few.map((values) => component({ component_type: ComponentType.StringSelect, values })),
    fc
      .constantFrom(ComponentType.UserSelect, ComponentType.RoleSelect, ComponentType.ChannelSelect)
      .map((component_type) => component({ component_type, values: [elsewhere], resolved: {} })),
    fc.array(field, { maxLength: 4 }).map((fields) => ({
      type: InteractionType.ModalSubmit,
      data: {
        custom_id: customId,
        components: fields.map(([name, [value = "", ...values]]) => ({
          type: ComponentType.Label,
          component:
            values.length > 0
              ? { type: ComponentType.StringSelect, custom_id: name, values }
              : { type: ComponentType.TextInput, custom_id: name, value },
        })),
      },
    })),
  );
}

function forgeries(name: string, count: number): Pick<Forgery, "type" | "data">[] {
  const word = fc.constantFrom(...words);
  const known = seen.get(name) ?? [];
  const invented = fc.array(word, { maxLength: 7 }).map((parts) => [name, ...parts]);
  /** One that was shown, with one part changed, and something after it. */
  const changed = fc
    .tuple(
      fc.constantFrom(...known, name),
      fc.nat({ max: 8 }),
      word,
      fc.constantFrom("", ":", "vit -detr has:code ", "a".repeat(100)),
    )
    .map(([shown, at, other, more]) => {
      const parts = shown.replace(/^(share:)+/, "").split(":");
      return [
        ...parts.map((part, index) => (index === at && index > 0 ? other : part)),
        ...(more === "" ? [] : [more]),
      ];
    });
  const customId = fc
    .tuple(fc.constantFrom("", "", "", "share:", "share:share:"), fc.oneof(invented, changed, changed))
    .map(([prefix, parts]) => `${prefix}${parts.join(":")}`.slice(0, 100));
  return sampleOf(customId.chain(interactionData), count);
}

async function send(
  person: "Mira" | "Ada",
  some: readonly Pick<Forgery, "type" | "data">[],
): Promise<string[]> {
  const faults: string[] = [];
  const messages = await messagesFor(person);
  for (const [index, forgery] of some.entries()) {
    const messageId = messages[index % 2] ?? "";
    const outcome = await paperboy.sandbox.forge({ person, channel: "papers", messageId, ...forgery });
    const fault = faultOf(outcome);
    if (fault !== null) faults.push(`${JSON.stringify(forgery.data)}: ${fault}`);
  }
  return faults;
}

const names = [...routes.map(({ name }) => name), navigateMenuId, "nowhere", "", "__proto__", "toString"];

describe.each(names)("a forged custom_id of %j", (name) => {
  test("is answered with a sentence, and changes nothing for a member", async () => {
    const before = everything();
    expect(await send("Mira", forgeries(name, 25))).toEqual([]);
    expect(everything()).toEqual(before);
    expect(errors()).toEqual([]);
  });

  test("changes nothing of another server for an admin, and leaves each server a list", async () => {
    const before = foreignRows();
    expect(await send("Ada", forgeries(name, 25))).toEqual([]);
    expect(foreignRows()).toEqual(before);
    expect(textOf(messageOf(await paperboy.person("Mira").run("lists")))).not.toContain("## 0 lists");
    expect(errors()).toEqual([]);
  });
});

describe.each(commands)("forged options of /$name", ({ name, json, for: audience }) => {
  const wild = () =>
    fc.constantFrom<unknown>(...words, null, 0, -1, 1e21, 1.5, true, [], {}, "x".repeat(7000));
  const options = (json.options ?? []).map((option) => option.name);
  const some = (count: number) =>
    sampleOf(
      fc
        .subarray([...options, "__proto__", "nothing"])
        .chain((given) =>
          fc.tuple(
            ...given.map((option) => fc.tuple(fc.constant(option), wild(), fc.constantFrom(3, 4, 5, 7, 8))),
          ),
        ),
      count,
    );

  test("are answered with a sentence, and change nothing for a member", async () => {
    const before = everything();
    for (const given of some(15)) {
      const data = {
        ...{ id: "1", name, type: 1 },
        options: given.map(([name, value, type]) => ({ name, value, type })),
      };
      const person = audience === "managers" || audience === "operators" ? "Ada" : "Mira";
      const outcome = await paperboy.sandbox.forge({
        person,
        type: InteractionType.ApplicationCommand,
        data,
      });
      expect([data, faultOf(outcome)]).toEqual([data, null]);
    }
    expect(everything()).toEqual(before);
    expect(errors()).toEqual([]);
  });

  test("are answered with suggestions, or none", async () => {
    for (const given of some(10)) {
      const typed = given.map(([name, value, type], index) => ({ name, value, type, focused: index === 0 }));
      const data = { ...{ id: "1", name, type: 1 }, options: typed };
      const type = InteractionType.ApplicationCommandAutocomplete;
      const outcome = await paperboy.sandbox.forge({ person: "Mira", type, data });
      expect(outcome.kind).toBe("choices");
    }
    expect(errors()).toEqual([]);
  });
});

describe("what only a forged custom_id can ask for", () => {
  const press = async (person: "Mira" | "Ada", customId: string, more: object = {}): Promise<Outcome> => {
    const [messageId = ""] = await messagesFor(person);
    const data = { custom_id: customId, component_type: ComponentType.Button, ...more };
    const type = InteractionType.MessageComponent;
    return paperboy.sandbox.forge({ person, channel: "papers", messageId, type, data });
  };
  const saidTo = async (outcome: Promise<Outcome>): Promise<string> => {
    const answer = await outcome;
    if (answer.kind === "choices") throw new Error("suggestions are not an answer");
    return textOf(messageOf(answer));
  };
  const saveIn = (channel: string, role = "") => `save:${base36(channel)}:1:0:${role}:at once:z`;
  const papersChannel = async (): Promise<string> => {
    const { channels } = await paperboy.person("Ada").world();
    return channels.find(({ name }) => name === "papers")?.id ?? "";
  };
  const subscribed = async (): Promise<string> => {
    const saved = await press("Ada", saveIn(await papersChannel()));
    if (saved.kind === "choices") throw new Error("suggestions are not an answer");
    return (
      customIdsOf(messageOf(saved))
        .find((one) => one.startsWith("subscription:"))
        ?.split(":")[1] ?? ""
    );
  };

  test.each([["nowhere"], ["__proto__"], []])(
    "a menu with %j picked leaves the server its lists",
    async (...values) => {
      const said = await saidTo(
        press("Ada", "choose:0", { component_type: ComponentType.StringSelect, values }),
      );
      expect(said).toContain("A server sees at least one list");
      expect(textOf(messageOf(await paperboy.person("Mira").run("lists")))).not.toContain("## 0 lists");
    },
  );

  test("an unknown list beside a known one in a menu is left out", async () => {
    const menu = (...values: string[]) =>
      saidTo(press("Ada", "choose:0", { component_type: ComponentType.StringSelect, values }));
    expect(await menu("quant", "nowhere")).toContain("sees:\n- Quantization\n-#");
    expect(rows("guild_lists").some(({ list_id }) => list_id === "nowhere")).toBe(false);
    await menu("quant", "efficient");
  });

  test("a channel or a role of another server is not saved, nor a mention of everyone", async () => {
    const before = rows("subscriptions");
    const channel = await papersChannel();
    expect(await saidTo(press("Ada", saveIn(unknownChannel)))).toContain("is not one of these");
    expect(await saidTo(press("Ada", saveIn(channel, base36(elsewhere))))).toContain(
      "does not have that role",
    );
    const everyone = base36(paperboy.sandbox.guildId);
    expect(await saidTo(press("Ada", saveIn(channel, everyone)))).toContain("cannot mention everyone");
    expect(rows("subscriptions")).toEqual(before);
  });

  test("an admin of a server without the bot manages nothing there", async () => {
    const before = everything();
    const data = {
      custom_id: "choose:0",
      component_type: ComponentType.StringSelect,
      values: ["quant"],
    };
    const [messageId = ""] = await messagesFor("Ada");
    const said = await saidTo(
      paperboy.sandbox.forge({
        ...{ person: "Ada", channel: "papers", messageId, type: InteractionType.MessageComponent, data },
        instead: { guild_id: elsewhere, guild: { id: elsewhere, locale: "en-US", features: [] } },
      }),
    );
    expect(said).toContain("*Manage Server*");
    expect(everything()).toEqual(before);
  });

  test("a shared paper leads back nowhere: an admin would press its button in good faith", async () => {
    const shared = await press("Mira", `share:paper:${paperId(paper)}:choose:0`);
    if (shared.kind === "choices") throw new Error("suggestions are not an answer");
    const message = messageOf(shared);
    expect(message.only_for).toBeUndefined();
    expect(textOf(message)).toContain(paper);
    expect(customIdsOf(message)).not.toContain("choose:0");
  });

  test("what has no path of its own is not shared", async () => {
    expect(await saidTo(press("Ada", `share:subscription:${await subscribed()}`))).toBe(
      "\nThis cannot be shared.",
    );
  });

  test("a form does not open where a form was sent", async () => {
    const [messageId = ""] = await messagesFor("Ada");
    const data = { custom_id: `edit:${await subscribed()}`, components: [] };
    const forged = { person: "Ada", channel: "papers", messageId, type: InteractionType.ModalSubmit, data };
    expect(await saidTo(paperboy.sandbox.forge(forged))).toContain("press its button again");
  });
});

describe("/held", () => {
  const heldIn = async (operatorGuildId: string): Promise<void> => {
    const other = await startPaperboy({
      CONFIG_FILE: join(folder, "paperboy.config.json"),
      OPERATOR_GUILD_ID: operatorGuildId,
    });
    try {
      const about = messageOf(await other.person("Ada").run("about"));
      const forged = [
        { type: InteractionType.ApplicationCommand, data: { id: "1", name: "held", type: 1, options: [] } },
        ...["held:efficient", "release:baseline:efficient", "release:announcements:efficient"].map(
          (custom_id) => ({
            type: InteractionType.MessageComponent,
            messageId: about.id,
            data: { custom_id, component_type: ComponentType.Button },
          }),
        ),
      ];
      for (const one of forged) {
        const outcome = await other.sandbox.forge({ person: "Ada", ...one });
        if (outcome.kind === "choices") throw new Error("suggestions are not an answer");
        expect(textOf(messageOf(outcome))).toBe(
          "\nThis is for the operator of the bot, in the operator's own server.",
        );
      }
      expect(other.logged.filter((line) => line.includes("released"))).toEqual([]);
    } finally {
      await other.stop();
    }
  };

  test("and its buttons are refused to an admin where no server is the operator's", () => heldIn(""));
});
