import { ComponentType, InteractionType } from "discord-api-types/v10";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../commands/index.js";
import { routes } from "../commands/routes.js";
import { paperId } from "../src/catalogue/paper-id.js";
import { navigateMenuId } from "../src/interactions/view.js";
import type { Outcome } from "../src/sandbox/interactions/interactions.js";
import { isLoading } from "../src/sandbox/message-flags.js";
import type { Forgery } from "../src/sandbox/users/forge.js";
import { customIdsOf, messageOf, textOf } from "./paperboy.js";
import {
  base36,
  elsewhere,
  foreignSubscription,
  paper,
  type Stage,
  setStage,
  unknownChannel,
  type Who,
} from "./stage.js";

/** Interactions that no client of Discord sends, through the real discord.js, to every route and option there is. */

let stage: Stage;
/** What is put into custom_ids: what means something here, something elsewhere, or nothing. */
let words: string[];
/** The custom_ids that the bot has shown, by the names of their routes. */
let seen: Map<string, string[]>;

beforeAll(async () => {
  stage = await setStage();
  const { channels } = await stage.paperboy.person("Ada").world();
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
    ...[base36(stage.paperboy.sandbox.guildId), paperId(paper), ...channels.map(({ id }) => base36(id))],
    ...stage.rows("subscriptions").map(({ id }) => String(id)),
  ];
  seen = await crawl();
}, 120_000);

afterAll(() => stage.clear());

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
  const ada = stage.paperboy.person("Ada");
  const options = {
    search: { query: "z" },
    paper: { title: paper },
    venue: { name: "ICLR" },
    why: { paper },
  };
  for (const { name } of commands)
    add(await ada.run(name, Object.entries(options).find(([one]) => one === name)?.[1] ?? {}));
  const [first = ""] = found.get("subscription") ?? [];
  const press = async (person: Who, customId: string): Promise<void> =>
    add(await stage.press(person, customId));
  await press("Ada", first);
  for (const name of ["edit", "remove"]) await press("Ada", found.get(name)?.[0] ?? "");
  for (const customIds of [...found.values()])
    for (const customId of customIds) await press("Mira", customId);
  return found;
}

/** What was wrong with an answer; null where it was a sentence, a view or a form. */
function faultOf(outcome: Outcome): string | null {
  if (outcome.kind === "modal") return null;
  if (outcome.kind !== "message" && outcome.kind !== "update") return JSON.stringify(outcome);
  // A file that takes long to write is announced first.
  if (isLoading(outcome.message)) return null;
  const text = textOf(outcome.message).trim();
  if (text === "") return "it was empty";
  return /went wrong on our side|\bat .*\.js:|Error:/.test(text) ? text : null;
}

/** The errors that were logged since the last time. */
function errors(): string[] {
  return stage.paperboy.logged.splice(0).filter((line) => line.includes('"level":50'));
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
  const field = fc.tuple(
    fc.constantFrom("query", "kinds", "often", "channel", "role", "tags", "__proto__", ""),
    few,
  );
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

async function send(person: Who, some: readonly Pick<Forgery, "type" | "data">[]): Promise<string[]> {
  const faults: string[] = [];
  const messages = await stage.messagesFor(person);
  for (const [index, forgery] of some.entries()) {
    const messageId = messages[index % 2] ?? "";
    const outcome = await stage.paperboy.sandbox.forge({ person, channel: "papers", messageId, ...forgery });
    const fault = faultOf(outcome);
    if (fault !== null) faults.push(`${JSON.stringify(forgery.data)}: ${fault}`);
  }
  return faults;
}

const names = [...routes.map(({ name }) => name), navigateMenuId, "nowhere", "", "__proto__", "toString"];

describe.each(names)("a forged custom_id of %j", (name) => {
  test("is answered with a sentence, and changes nothing for a member", async () => {
    const before = stage.everything();
    expect(await send("Mira", forgeries(name, 12))).toEqual([]);
    expect(stage.everything()).toEqual(before);
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
    const before = stage.everything();
    for (const given of some(8)) {
      const data = {
        ...{ id: "1", name, type: 1 },
        options: given.map(([name, value, type]) => ({ name, value, type })),
      };
      const person = audience === "managers" || audience === "operators" ? "Ada" : "Mira";
      const outcome = await stage.paperboy.sandbox.forge({
        person,
        type: InteractionType.ApplicationCommand,
        data,
      });
      expect([data, faultOf(outcome)]).toEqual([data, null]);
    }
    expect(stage.everything()).toEqual(before);
    expect(errors()).toEqual([]);
  });

  test("are answered with suggestions, or none", async () => {
    for (const given of some(5)) {
      const typed = given.map(([name, value, type], index) => ({ name, value, type, focused: index === 0 }));
      const data = { ...{ id: "1", name, type: 1 }, options: typed };
      const type = InteractionType.ApplicationCommandAutocomplete;
      const outcome = await stage.paperboy.sandbox.forge({ person: "Mira", type, data });
      expect(outcome.kind).toBe("choices");
    }
    expect(errors()).toEqual([]);
  });
});

// Last: what an admin may do, as releasing a revision, is announced later.
describe.each(names)("a forged custom_id of %j, sent by an admin", (name) => {
  test("changes nothing of another server for an admin, and leaves each server a list", async () => {
    const before = stage.foreignRows();
    expect(await send("Ada", forgeries(name, 12))).toEqual([]);
    expect(stage.foreignRows()).toEqual(before);
    expect(textOf(messageOf(await stage.paperboy.person("Mira").run("lists")))).not.toContain("## 0 lists");
    expect(errors()).toEqual([]);
  });
});
