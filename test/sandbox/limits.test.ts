import { DiscordAPIError } from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let messages: `/${string}`;
beforeAll(async () => {
  rig = await createRig();
  messages = `/channels/${await rig.channelId("papers")}/messages`;
});
afterAll(() => rig.close());

const componentsV2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (more: object = {}) => ({ type: 2, style: 1, label: "Press", custom_id: "press", ...more });
const row = (...components: object[]) => ({ type: 1, components });
const menu = (more: object = {}) => ({
  type: 3,
  custom_id: "menu",
  options: [{ label: "A", value: "a" }],
  ...more,
});
const container = (...components: object[]) => ({ type: 17, components });
const numbered = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const v2 = (...components: object[]) => ({ flags: componentsV2, components });

/** Refused bodies, with the path of the problem in Discord's nested errors. */
const refused: [what: string, body: object, place: string][] = [
  ["2001 characters of content", { content: "x".repeat(2001) }, "content"],
  ["11 embeds", { embeds: numbered(11, () => ({ title: "x" })) }, "embeds"],
  ["an embed title of 257", { embeds: [{ title: "x".repeat(257) }] }, "embeds.0.title"],
  ["an embed description of 4097", { embeds: [{ description: "x".repeat(4097) }] }, "embeds.0.description"],
  [
    "26 embed fields",
    { embeds: [{ fields: numbered(26, () => ({ name: "n", value: "v" })) }] },
    "embeds.0.fields",
  ],
  [
    "a field name of 257",
    { embeds: [{ fields: [{ name: "x".repeat(257), value: "v" }] }] },
    "embeds.0.fields.0.name",
  ],
  [
    "a field value of 1025",
    { embeds: [{ fields: [{ name: "n", value: "x".repeat(1025) }] }] },
    "embeds.0.fields.0.value",
  ],
  ["a footer of 2049", { embeds: [{ footer: { text: "x".repeat(2049) } }] }, "embeds.0.footer.text"],
  ["an author of 257", { embeds: [{ author: { name: "x".repeat(257) } }] }, "embeds.0.author.name"],
  [
    "6001 characters over all embeds",
    { embeds: [{ description: "x".repeat(4000) }, { description: "x".repeat(2001) }] },
    "embeds",
  ],
  ["a nonce of 26", { content: "x", nonce: "x".repeat(26) }, "nonce"],
  ["41 components", v2(...numbered(41, () => text("x"))), "components"],
  ["41 components, nested ones counted", v2(container(...numbered(40, () => text("x")))), "components"],
  [
    "4001 characters over all text displays",
    v2(text("x".repeat(2000)), container(text("x".repeat(2001)))),
    "components",
  ],
  ["an empty text display", v2(text("")), "components.0.content"],
  ["content beside Components V2", { ...v2(text("x")), content: "y" }, "content"],
  ["embeds beside Components V2", { ...v2(text("x")), embeds: [{ title: "y" }] }, "embeds"],
  ["a text display without the flag", { components: [text("x")] }, "components.0.type"],
  [
    "6 rows without the flag",
    { content: "x", components: numbered(6, (i) => row(button({ custom_id: `${i}` }))) },
    "components",
  ],
  [
    "6 buttons in a row",
    v2(row(...numbered(6, (i) => button({ custom_id: `${i}` })))),
    "components.0.components",
  ],
  ["a button beside a menu", v2(row(menu(), button())), "components.0.components"],
  ["a custom_id twice", v2(row(button(), button())), "components.0.components.1.custom_id"],
  ["a component id twice", v2({ ...text("a"), id: 7 }, { ...text("b"), id: 7 }), "components.1.id"],
  [
    "a custom_id of 101",
    v2(row(button({ custom_id: "x".repeat(101) }))),
    "components.0.components.0.custom_id",
  ],
  [
    "a button without custom_id",
    v2(row(button({ custom_id: undefined }))),
    "components.0.components.0.custom_id",
  ],
  ["a link without url", v2(row({ type: 2, style: 5, label: "Go" })), "components.0.components.0.url"],
  [
    "a link with a custom_id",
    v2(row(button({ style: 5, url: "https://example.org" }))),
    "components.0.components.0",
  ],
  [
    "a link to a script",
    v2(row({ type: 2, style: 5, label: "Go", url: "javascript:alert(1)" })),
    "components.0.components.0.url",
  ],
  [
    "a url of 513",
    v2(row({ type: 2, style: 5, label: "Go", url: `https://example.org/${"x".repeat(493)}` })),
    "components.0.components.0.url",
  ],
  ["a label of 81", v2(row(button({ label: "x".repeat(81) }))), "components.0.components.0.label"],
  ["a button without label and emoji", v2(row(button({ label: undefined }))), "components.0.components.0"],
  [
    "a menu of 26",
    v2(row(menu({ options: numbered(26, (i) => ({ label: "x", value: `${i}` })) }))),
    "components.0.components.0.options",
  ],
  ["a menu without options", v2(row(menu({ options: [] }))), "components.0.components.0.options"],
  [
    "a menu's value twice",
    v2(row(menu({ options: numbered(2, () => ({ label: "x", value: "x" })) }))),
    "components.0.components.0.options.1.value",
  ],
  [
    "an option's label of 101",
    v2(row(menu({ options: [{ label: "x".repeat(101), value: "x" }] }))),
    "components.0.components.0.options.0.label",
  ],
  [
    "a placeholder of 151",
    v2(row(menu({ placeholder: "x".repeat(151) }))),
    "components.0.components.0.placeholder",
  ],
  ["more to choose than there is", v2(row(menu({ max_values: 2 }))), "components.0.components.0.max_values"],
  [
    "a section with four texts",
    v2({ type: 9, components: numbered(4, () => text("x")), accessory: button() }),
    "components.0.components",
  ],
  [
    "a gallery of 11",
    v2({ type: 12, items: numbered(11, () => ({ media: { url: "https://example.org/x.png" } })) }),
    "components.0.items",
  ],
];

const accepted: [what: string, body: object][] = [
  ["2000 characters", { content: "x".repeat(2000) }],
  [
    "6000 characters over all embeds",
    { embeds: [{ description: "x".repeat(4000) }, { description: "x".repeat(2000) }] },
  ],
  ["40 components", v2(container(...numbered(39, () => text("x"))))],
  ["4000 characters of text", v2(text("x".repeat(4000)))],
  [
    "5 buttons in a row",
    v2(row(...numbered(5, (i) => button({ custom_id: `${i}`, label: "x".repeat(80) })))),
  ],
  [
    "a menu of 25",
    v2(row(menu({ options: numbered(25, (i) => ({ label: "x".repeat(100), value: `${i}` })) }))),
  ],
  ["a section with a button", v2({ type: 9, components: [text("x")], accessory: button() })],
  [
    "a custom_id of 100 and a nonce of 25",
    { ...v2(row(button({ custom_id: "x".repeat(100) }))), nonce: "n".repeat(25) },
  ],
];

describe("messages", () => {
  it.each(refused)("refuses %s", async (_what, body, place) => {
    const error = await rig.bot.rest.post(messages, { body }).catch((thrown: unknown) => thrown);
    if (!(error instanceof DiscordAPIError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
    expect(error).toMatchObject({ code: 50035, status: 400, rawError: { message: "Invalid Form Body" } });
    expect(placesOf(error.rawError)).toContain(place);
  });

  it.each(accepted)("accepts %s", async (_what, body) => {
    expect(await rig.bot.rest.post(messages, { body })).toMatchObject({ channel_id: expect.any(String) });
  });

  it("refuses an empty message with 50006", async () => {
    await expect(rig.bot.rest.post(messages, { body: { content: "  " } })).rejects.toMatchObject({
      code: 50006,
    });
  });

  it("answers 500 to more than 10,170 bytes of text, as Discord does, even below 4000 characters", async () => {
    const body = v2(text("文".repeat(3500)));
    await expect(createRestWithoutRetries().post(messages, { body })).rejects.toMatchObject({ status: 500 });
  });

  it("does not let an edit remove Components V2, or add it to a message that keeps its content", async () => {
    const plain = await post({ content: "plain" });
    await expect(patch(plain, v2(text("x")))).rejects.toMatchObject({ code: 50035 });
    expect(await patch(plain, { ...v2(text("x")), content: null })).toMatchObject({
      content: "",
      flags: componentsV2,
    });
    await expect(patch(plain, { content: "back" })).rejects.toMatchObject({ code: 50035 });
    expect(await patch(plain, { flags: 0, components: [text("still")] })).toMatchObject({
      flags: componentsV2,
    });
  });
});

const option = (more: object = {}) => ({ type: 3, name: "option", description: "An option", ...more });
const command = (more: object = {}) => ({ name: "name", description: "A command", ...more });
const refusedCommands: [what: string, body: object, place: string][] = [
  ["capitals in a name", command({ name: "Name" }), "name"],
  ["a space in a name", command({ name: "a b" }), "name"],
  ["a name of 33", command({ name: "x".repeat(33) }), "name"],
  ["no description", { name: "name" }, "description"],
  ["a description of 101", command({ description: "x".repeat(101) }), "description"],
  ["26 options", command({ options: numbered(26, (i) => option({ name: `o${i}` })) }), "options"],
  ["an option's name twice", command({ options: [option(), option()] }), "options.1.name"],
  ["capitals in an option's name", command({ options: [option({ name: "Option" })] }), "options.0.name"],
  [
    "a required option after an optional one",
    command({ options: [option({ name: "a" }), option({ name: "b", required: true })] }),
    "options.1",
  ],
  [
    "26 choices",
    command({ options: [option({ choices: numbered(26, (i) => ({ name: `${i}`, value: `${i}` })) })] }),
    "options.0.choices",
  ],
  [
    "a choice value of 101",
    command({ options: [option({ choices: [{ name: "x", value: "x".repeat(101) }] })] }),
    "options.0.choices.0.value",
  ],
  [
    "choices with autocomplete",
    command({ options: [option({ autocomplete: true, choices: [{ name: "x", value: "x" }] })] }),
    "options.0.autocomplete",
  ],
  [
    "options beside subcommands",
    command({ options: [option({ type: 1, name: "sub" }), option()] }),
    "options",
  ],
  [
    "a subcommand in a subcommand in a group",
    command({
      options: [
        option({
          type: 2,
          name: "a",
          options: [option({ type: 1, name: "b", options: [option({ type: 1, name: "c" })] })],
        }),
      ],
    }),
    "options.0.options.0.options.0.type",
  ],
  ["an unknown language", command({ name_localizations: { xx: "name" } }), "name_localizations.xx"],
  [
    "permissions that are not a bit set",
    command({ default_member_permissions: "many" }),
    "default_member_permissions",
  ],
  [
    "8001 characters in all",
    command({
      options: numbered(25, (i) =>
        option({
          name: `o${i}`,
          choices: numbered(4, (c) => ({ name: `${c}`.repeat(50), value: "x".repeat(32) })),
        }),
      ),
    }),
    "",
  ],
];

describe("commands", () => {
  it.each(refusedCommands)("refuses %s", async (_what, body, place) => {
    const path = `/applications/${rig.sandbox.applicationId}/commands` as const;
    const error = await rig.bot.rest.post(path, { body }).catch((thrown: unknown) => thrown);
    if (!(error instanceof DiscordAPIError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
    expect(error.code).toBe(50035);
    expect(placesOf(error.rawError)).toContain(place);
  });

  it("refuses duplicate names, and more than 100 commands", async () => {
    const path = `/applications/${rig.sandbox.applicationId}/commands` as const;
    await expect(rig.bot.rest.put(path, { body: [command(), command()] })).rejects.toMatchObject({
      code: 50035,
    });
    const many = numbered(101, (i) => command({ name: `c${i}` }));
    await expect(rig.bot.rest.put(path, { body: many })).rejects.toMatchObject({ code: 30032 });
  });

  it("accepts a command with every type of option at its limits", async () => {
    const path = `/applications/${rig.sandbox.applicationId}/commands` as const;
    const kinds = [3, 4, 5, 6, 7, 8, 9, 10, 11].map((type) =>
      option({ type, name: `o${type}`, description: "x".repeat(100) }),
    );
    const body = command({
      name: "größe-ß",
      description: "x".repeat(100),
      options: kinds,
      default_member_permissions: "0",
    });
    expect(await rig.bot.rest.post(path, { body })).toMatchObject({ default_member_permissions: "0" });
  });
});

interface Posted {
  readonly id: string;
}

async function post(body: object): Promise<Posted> {
  const posted: unknown = await rig.bot.rest.post(messages, { body });
  if (typeof posted !== "object" || posted === null || !("id" in posted)) throw new Error("no message");
  return { id: String(posted.id) };
}

function patch({ id }: Posted, body: object) {
  return rig.bot.rest.patch(`${messages}/${id}`, { body });
}

/** discord.js retries after a 500, which would only slow the test. */
function createRestWithoutRetries() {
  const { rest } = rig.bot;
  rest.options.retries = 0;
  return rest;
}

/** The paths of Discord's nested errors: `embeds.0.title`. */
function placesOf(error: unknown): string[] {
  const places: string[] = [];
  const visit = (node: unknown, path: string[]) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "_errors") places.push(path.join("."));
      else visit(value, [...path, key]);
    }
  };
  if (typeof error === "object" && error !== null && "errors" in error) visit(error.errors, []);
  return places;
}
