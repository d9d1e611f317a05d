import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events } from "discord.js";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from "discord-api-types/v10";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient } from "../../src/discord/client.js";
import { registerCommands } from "../../src/discord/register.js";
import type { Caller } from "../../src/interactions/caller.js";
import { type Command, defineCommand } from "../../src/interactions/command.js";
import { createFailures } from "../../src/interactions/failures.js";
import { required, text } from "../../src/interactions/option.js";
import { path, rest } from "../../src/interactions/path.js";
import { action, type Route, route } from "../../src/interactions/route.js";
import { createRouter } from "../../src/interactions/router.js";
import { UserError } from "../../src/interactions/user-error.js";
import { button, navigateMenuId, textView } from "../../src/interactions/view.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import type { Forgery } from "../../src/sandbox/users/forge.js";
import { messageOf, textOf } from "../paperboy.js";

const nextPath = path<Record<never, never>>("next", {});
const secretPath = path<Record<never, never>>("secret", {});
const leverPath = path<Record<never, never>>("lever", {});
const countPath = path<Record<never, never>>("count", {});
const slowPath = path<{ how: string }>("slow", { how: rest });

/** What comes by itself, however busy the machine is. */
const soon = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: 20_000, interval: 50 });

/** How often something was changed. */
let changes = 0;
const change = () => textView(`changed ${++changes}`);

/** Commands that go wrong in every way there is. */
const commands: Command<Caller>[] = [
  defineCommand({
    name: "fine",
    description: "Answers",
    options: {
      word: required(
        text("A word", {
          suggest: () => {
            throw new Error("no suggestions today");
          },
        }),
      ),
    },
    run: ({ word }) => ({ ...textView(word), buttons: [button("Next", nextPath.at({}))] }),
  }),
  defineCommand({
    name: "wrong",
    description: "Is used wrongly",
    options: {},
    run: () => {
      throw new UserError("Say it otherwise.");
    },
  }),
  defineCommand({
    name: "broken",
    description: "Breaks",
    options: {},
    run: () => {
      throw new Error("the password is swordfish");
    },
  }),
  defineCommand({
    name: "slow",
    description: "Answers too late",
    options: {},
    run: async () => {
      await sleep(400);
      return textView("late");
    },
  }),
  defineCommand({
    name: "long",
    description: "Takes its time",
    options: { how: text("well, wrong or broken") },
    run: ({ how }) => ({
      kind: "pending",
      view: textView("wait for it"),
      async later() {
        await sleep(400);
        if (how === "wrong") throw new UserError("Say it otherwise.");
        if (how === "broken") throw new Error("the password is swordfish");
        return textView("here it is");
      },
    }),
  }),
  defineCommand({
    name: "share",
    description: "Can be shared",
    options: { how: text("well, wrong or broken") },
    run: ({ how = "well" }) => ({ ...textView("to share"), path: slowPath.at({ how }) }),
  }),
  defineCommand({
    name: "manage",
    description: "Only for managers",
    options: {},
    for: "managers",
    run: () => ({ ...textView("managed"), buttons: [button("Secret", secretPath.at({}))] }),
  }),
  defineCommand({
    name: "change",
    description: "Changes something where it is told to",
    options: { what: text("What to change") },
    changes: ({ what }) => what !== undefined,
    run: change,
  }),
  defineCommand({
    name: "operate",
    description: "Only for operators",
    options: {},
    for: "operators",
    run: () => ({ ...textView("operated"), buttons: [button("Lever", leverPath.at({}))] }),
  }),
];

const routes: Route<Caller>[] = [
  route(nextPath, () => textView("next")),
  route(slowPath, ({ how }) => ({
    kind: "pending",
    view: { ...textView("wait for it"), path: slowPath.at({ how }) },
    async later() {
      await sleep(400);
      if (how === "wrong") throw new UserError("Say it otherwise.");
      return textView("here it is");
    },
  })),
  route(secretPath, () => textView("secret"), "managers"),
  action(countPath, change),
  route(leverPath, () => textView("pulled"), "operators"),
];

let sandbox: Sandbox;
let client: Client;
/** What was logged, a line each. */
let logged: unknown[];

/** Logs a client with these routes in, as the bot does. */
async function connect(
  routes: readonly Route<Caller>[],
  operatorGuildId: string | null = null,
): Promise<void> {
  logged = [];
  const log = pino({ base: null }, { write: (line) => void logged.push(JSON.parse(line)) });
  const failures = createFailures(log);
  client = createClient(sandbox.rest);
  client.on(
    Events.InteractionCreate,
    createRouter({ commands, routes, failures, operatorGuildId, once, contextOf: (caller) => caller }),
  );
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
}

/** What was pressed, of every process. */
const pressed = new Set<string>();
async function once(press: string): Promise<boolean> {
  const isNew = !pressed.has(press);
  pressed.add(press);
  return isNew;
}

beforeEach(async () => {
  changes = 0;
  sandbox = await createSandbox({ deadlines: { answer: 200 } });
  await connect(routes);
  await registerCommands(commands, {
    rest: client.rest,
    applicationId: sandbox.applicationId,
    guildId: null,
  });
});

afterEach(async () => {
  await client.destroy();
  await sandbox.close();
});

const person = (id: string) => createPerson({ url: sandbox.url, id });

describe("the error boundary", () => {
  test("shows a user's mistake as one sentence, and logs nothing", async () => {
    expect(textOf(messageOf(await person("Mira").run("wrong")))).toBe("\nSay it otherwise.");
    expect(logged).toEqual([]);
  });

  test("shows any other error as a number that is in the log, without its message", async () => {
    const shown = textOf(messageOf(await person("Mira").run("broken")));
    expect(shown).not.toContain("swordfish");
    const id = /`([0-9a-f]{8})`/.exec(shown)?.[1];
    expect(logged).toMatchObject([{ id, doing: "/broken", err: { message: "the password is swordfish" } }]);
  });

  test("answers with no suggestions when making them fails", async () => {
    expect(await person("Mira").suggest("fine", { word: "x" }, "word")).toEqual([]);
    expect(logged).toMatchObject([{ doing: "suggestions for fine" }]);
  });

  test("survives an answer that came too late (10062)", async () => {
    expect(await person("Mira").run("slow")).toMatchObject({ kind: "failed" });
    await soon(() => expect(logged).toMatchObject([{ msg: "an answer came too late", code: 10062 }]));
    expect(messageOf(await person("Mira").run("fine", { word: "still here" }))).toBeDefined();
  });

  test("survives an answer that Discord has already (40060), as after a retry of a lost reply", async () => {
    sandbox.faults.add({ kind: "lose-reply", route: "POST /interactions", times: 1 });
    const answer = await person("Mira").run("fine", { word: "once" });
    expect(textOf(messageOf(answer))).toContain("once");
    expect(messageOf(await person("Mira").run("fine", { word: "again" }))).toBeDefined();
  });

  test("says that a button is from an older version if its route is gone", async () => {
    const message = messageOf(await person("Mira").run("fine", { word: "x" }));
    await client.destroy();
    await connect(routes.filter(({ name }) => name !== nextPath.name));
    expect(textOf(messageOf(await person("Mira").press(message, "Next")))).toContain("older version");
  });
});

describe("an answer that takes longer than Discord waits", () => {
  /** What stands in its place once it is there. */
  async function result(options: Record<string, string> = {}): Promise<string> {
    const message = messageOf(await person("Mira").run("long", options));
    expect(textOf(message)).toBe("\nwait for it");
    return await soon(async () => {
      const now = (await person("Mira").read()).find(({ id }) => id === message.id);
      const text = now === undefined ? "gone" : textOf(now);
      expect(text).not.toBe("\nwait for it");
      return text;
    });
  }

  test("shows a first view at once, and replaces it by the result", async () => {
    expect(await result()).toBe("\nhere it is");
    expect(logged).toEqual([]);
  });

  test("shows a user's mistake as one sentence, and any other error as a number", async () => {
    expect(await result({ how: "wrong" })).toBe("\nSay it otherwise.");
    const broken = await result({ how: "broken" });
    expect(broken).not.toContain("swordfish");
    expect(logged).toMatchObject([{ id: /`([0-9a-f]{8})`/.exec(broken)?.[1], doing: "/long" }]);
  });
});

describe("sharing what takes longer than Discord waits", () => {
  async function shared(options: Record<string, string> = {}) {
    const message = messageOf(await person("Mira").run("share", options));
    const post = messageOf(await person("Mira").press(message, "Share"));
    expect(textOf(post)).toMatch(/^\nwait for it\n-# Shared by <@\d+>$/);
    const twice = await person("Mira").press(message, "Share");
    expect(textOf(messageOf(twice))).toContain("shared already");
    return await soon(async () => {
      const posts = (await person("Ada").read()).filter(({ only_for }) => only_for === undefined).map(textOf);
      expect(posts.join()).not.toContain("wait for it");
      return posts;
    });
  }

  test("posts once, for everyone, first a view and then the result", async () => {
    expect(await shared()).toEqual([expect.stringMatching(/^\nhere it is\n-# Shared by <@\d+>$/)]);
    expect(logged).toEqual([]);
  });

  test("says what went wrong in its place", async () => {
    expect(await shared({ how: "wrong" })).toEqual([expect.stringContaining("Say it otherwise.")]);
  });
});

test("two routes of one name are refused at start: half of their buttons would lead elsewhere", () => {
  const twice = [route(nextPath, () => textView("one")), route(nextPath, () => textView("two"))];
  const failures = createFailures(pino({ level: "silent" }));
  const deps = { commands: [], failures, operatorGuildId: null, once, contextOf: (caller: Caller) => caller };
  expect(() => createRouter({ ...deps, routes: twice })).toThrow("Two routes are called next");
});

/** As of two machines during a move. Their answers have ids that the sandbox does not know: it takes none. */
describe("what two processes hear of", () => {
  const pressed = { custom_id: countPath.at({}), component_type: ComponentType.Button };
  const picked = {
    custom_id: navigateMenuId,
    component_type: ComponentType.StringSelect,
    values: [countPath.at({})],
  };
  const ran = { id: "1", name: "change", type: ApplicationCommandType.ChatInput };
  const what = { name: "what", type: ApplicationCommandOptionType.String, value: "all" };

  async function hearTwice(id: string, forgery: Pick<Forgery, "type" | "data" | "messageId">): Promise<void> {
    for (let process = 0; process < 2; process++)
      await sandbox.forge({ person: "Mira", ...forgery, instead: { id } });
  }
  /** The changes, once everything that was heard before is handled. */
  async function changesAfter(): Promise<number> {
    await soon(async () => messageOf(await person("Mira").run("fine", { word: "done" })));
    return changes;
  }

  test("is done once where it changes something, and otherwise by both", async () => {
    const { id: messageId } = messageOf(await person("Mira").run("fine", { word: "x" }));
    await hearTwice("1234567890123456781", {
      type: InteractionType.MessageComponent,
      messageId,
      data: pressed,
    });
    expect(await changesAfter()).toBe(1);
    await hearTwice("1234567890123456782", {
      type: InteractionType.MessageComponent,
      messageId,
      data: picked,
    });
    expect(await changesAfter()).toBe(2);
    await hearTwice("1234567890123456783", {
      type: InteractionType.ApplicationCommand,
      data: { ...ran, options: [what] },
    });
    expect(await changesAfter()).toBe(3);
    await hearTwice("1234567890123456784", {
      type: InteractionType.ApplicationCommand,
      data: { ...ran, options: [] },
    });
    expect(await changesAfter()).toBe(5);
  });

  test("is nothing to share where it changes something, whatever a forged button asks for", async () => {
    const { id: messageId } = messageOf(await person("Mira").run("fine", { word: "x" }));
    const data = { ...pressed, custom_id: `share:${countPath.at({})}` };
    await sandbox.forge({ person: "Mira", messageId, type: InteractionType.MessageComponent, data });
    expect(await changesAfter()).toBe(0);
  });
});

describe("a command for managers", () => {
  test("is hidden from members, and its buttons are refused to them", async () => {
    const offered = async (id: string) => (await person(id).commands()).map(({ name }) => name);
    expect(await offered("Ada")).toContain("manage");
    expect(await offered("Mira")).not.toContain("manage");
  });

  test("is answered to an admin", async () => {
    const message = messageOf(await person("Ada").run("manage"));
    expect(textOf(messageOf(await person("Ada").press(message, "Secret")))).toBe("\nsecret");
  });
});

describe("a command for operators", () => {
  const pull = async (id: string): Promise<string> => {
    const { id: messageId } = messageOf(await person(id).run("fine", { word: "x" }));
    const data = { custom_id: leverPath.at({}), component_type: ComponentType.Button };
    const outcome = await sandbox.forge({
      person: id,
      messageId,
      type: InteractionType.MessageComponent,
      data,
    });
    if (outcome.kind === "choices") throw new Error("suggestions are not an answer");
    return textOf(messageOf(outcome));
  };
  const reconnect = async (operatorGuildId: string | null): Promise<void> => {
    await client.destroy();
    await connect(routes, operatorGuildId);
  };
  const refusal = "\nThis is for the operator of the bot, in the operator's own server.";

  test("is answered to an admin of the operator's own server, and to no member", async () => {
    await reconnect(sandbox.guildId);
    expect(textOf(messageOf(await person("Ada").run("operate")))).toContain("operated");
    expect(await pull("Ada")).toBe("\npulled");
    expect(await pull("Mira")).toContain("needs the *Manage Server* permission");
  });

  test.each([
    ["another server is", "999999999999999999"],
    ["no server is", null],
  ])("is refused with its buttons, also to an admin, where %s the operator's", async (_, operatorGuildId) => {
    await reconnect(operatorGuildId);
    expect(textOf(messageOf(await person("Ada").run("operate")))).toBe(refusal);
    expect(await pull("Ada")).toBe(refusal);
  });
});

describe("registering", () => {
  const target = (guildId: string | null) => ({
    rest: client.rest,
    applicationId: sandbox.applicationId,
    guildId,
  });

  test("writes nothing if the same commands are registered", async () => {
    const writes = () => sandbox.traffic().filter(({ name }) => name.startsWith("PUT")).length;
    const before = writes();
    expect(await registerCommands(commands, target(null))).toEqual({
      kind: "unchanged",
      count: commands.length,
    });
    expect(writes()).toBe(before);
  });

  test("writes all if one differs", async () => {
    const [first, ...others] = commands;
    if (!first) throw new Error("no commands");
    const changed = [{ ...first, json: { ...first.json, description: "Another" } }, ...others];
    expect(await registerCommands(changed, target(null))).toMatchObject({ kind: "written" });
    expect(await registerCommands(changed, target(null))).toMatchObject({ kind: "unchanged" });
  });

  test("can be for one server", async () => {
    expect(await registerCommands(commands, target(sandbox.guildId))).toMatchObject({ kind: "written" });
    expect(await registerCommands(commands, target(sandbox.guildId))).toMatchObject({ kind: "unchanged" });
  });

  test("reports that the bot is not in a server", async () => {
    expect(await registerCommands(commands, target("999999999999999999"))).toEqual({ kind: "no access" });
  });
});

test("the client mentions nobody, has the Guilds intent alone, and caches no users", async () => {
  expect(client.options.allowedMentions).toEqual({ parse: [] });
  expect(client.options.intents.toArray()).toEqual(["Guilds"]);
  for (const id of ["Mira", "Ada", "Mira"]) await person(id).run("fine", { word: "x" });
  expect(client.users.cache.size).toBeLessThanOrEqual(2);
  expect(client.users.cache.has(sandbox.applicationId)).toBe(true);
});
