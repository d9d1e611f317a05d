import { describe, expect, test } from "vitest";
import { type CommandAudience, requireAudience } from "../../src/interactions/audience.js";
import type { Caller } from "../../src/interactions/caller.js";
import { type DefineCommand, defineCommand } from "../../src/interactions/command.js";
import { integer, type OptionInput, required, text } from "../../src/interactions/option.js";
import { UserError } from "../../src/interactions/user-error.js";
import { textView } from "../../src/interactions/view.js";

const caller: Caller = {
  person: { id: "1", mayManage: false },
  guildId: "10",
  channelId: "20",
  operatorGuildId: "10",
};

const commandFor = (audience?: CommandAudience) =>
  defineCommand<Caller, Record<never, never>>({
    name: "one",
    description: "Does one thing",
    options: {},
    ...(audience === undefined ? {} : { for: audience }),
    run: () => textView("done"),
  });

describe("a command", () => {
  const define: DefineCommand<Caller> = defineCommand;
  const find = define({
    name: "find",
    description: "Finds",
    options: {
      year: integer("A year", { min: 1900, max: 2100 }),
      query: required(
        text<Caller>("A query", {
          suggest: (typed, { guildId }, others) => [
            { name: `${typed} in ${guildId} of ${others.year}`, value: "x" },
          ],
        }),
      ),
    },
    run: ({ query, year }) => textView(`${query} ${year}`),
  });

  test("gets its options as they were read", () => {
    const inputs = new Map<string, OptionInput>([
      ["query", { value: " vit\n" }],
      ["nothing", { value: "x" }],
    ]);
    expect(find.execute(inputs, caller)).toEqual(textView("vit undefined"));
    expect(find.execute(new Map([...inputs, ["year", { value: 2024 }]]), caller)).toEqual(
      textView("vit 2024"),
    );
    expect(() => find.execute(new Map(), caller)).toThrow("`query` is missing");
  });

  test("is registered with its required options first, as Discord demands", () => {
    expect(find.json).toMatchObject({ type: 1, name: "find", description: "Finds" });
    expect(find.json.options?.map(({ name, required }) => [name, required])).toEqual([
      ["query", true],
      ["year", false],
    ]);
  });

  test("suggests values from what was typed, the caller and the other options", () => {
    expect(find.suggest("query", { query: "v", year: 2024 }, caller)).toEqual([
      { name: "v in 10 of 2024", value: "x" },
    ]);
    expect(find.suggest("query", {}, caller)).toEqual([{ name: "in 10 of undefined", value: "x" }]);
    for (const name of ["year", "nothing", "__proto__", "constructor"])
      expect(find.suggest(name, {}, caller)).toEqual([]);
  });

  test("is for everyone, everywhere, unless it says otherwise", () => {
    expect(commandFor().for).toBe("everyone");
    expect(commandFor().json).toMatchObject({
      integration_types: [0, 1],
      contexts: [0, 1, 2],
      default_member_permissions: null,
    });
    const inServers = { integration_types: [0], contexts: [0] };
    expect(commandFor("members").json).toMatchObject({ ...inServers, default_member_permissions: null });
    for (const audience of ["managers", "operators"] as const)
      expect(commandFor(audience).json).toMatchObject({ ...inServers, default_member_permissions: "32" });
  });
});

describe("an audience", () => {
  const manager = { ...caller, person: { id: "1", mayManage: true } };
  const elsewhere = { ...manager, guildId: "11" };
  const needsManage = new UserError(
    "This needs the *Manage Server* permission: ask an admin of this server.",
  );
  const operatorsOnly = new UserError("This is for the operator of the bot, in the operator's own server.");

  test("of everyone or of members lets a member through", () => {
    requireAudience("everyone", caller);
    requireAudience("members", caller);
  });

  test("of managers lets those through who may manage the server", () => {
    requireAudience("managers", manager);
    requireAudience("managers", elsewhere);
    expect(() => requireAudience("managers", caller)).toThrow(needsManage);
  });

  test("of operators lets those through who may manage the operator's own server", () => {
    requireAudience("operators", manager);
    expect(() => requireAudience("operators", caller)).toThrow(needsManage);
    expect(() => requireAudience("operators", elsewhere)).toThrow(operatorsOnly);
  });

  test("of operators lets nobody through where no server is the operator's, in servers and outside", () => {
    for (const guildId of ["10", null])
      expect(() => requireAudience("operators", { ...manager, guildId, operatorGuildId: null })).toThrow(
        operatorsOnly,
      );
  });
});
