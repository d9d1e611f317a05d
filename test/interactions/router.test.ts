import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readData } from "../../src/config/data.js";
import { createClient } from "../../src/discord/client.js";
import { registerCommands } from "../../src/discord/register.js";
import { type Command, defineCommand } from "../../src/interactions/command.js";
import { createFailures } from "../../src/interactions/failures.js";
import { required, text } from "../../src/interactions/option.js";
import { path } from "../../src/interactions/path.js";
import { route } from "../../src/interactions/route.js";
import { createRouter } from "../../src/interactions/router.js";
import { UserError } from "../../src/interactions/user-error.js";
import { button, textView } from "../../src/interactions/view.js";
import { createListIndex } from "../../src/lists/list-index.js";
import { createPositions } from "../../src/lists/positions.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import { messageOf, textOf } from "../paperboy.js";

const nextPath = path<Record<never, never>>("next", {});
const secretPath = path<Record<never, never>>("secret", {});

/** Commands that go wrong in every way there is. */
const commands: Command[] = [
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
    routes: [route(nextPath, () => textView("next"))],
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
      throw new Error("the secret is 42");
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
        if (how === "broken") throw new Error("the secret is 42");
        return textView("here it is");
      },
    }),
  }),
  defineCommand({
    name: "manage",
    description: "Only for managers",
    options: {},
    for: "managers",
    run: () => ({ ...textView("managed"), buttons: [button("Secret", secretPath.at({}))] }),
    routes: [route(secretPath, () => textView("secret"), "managers")],
  }),
];

let sandbox: Sandbox;
let client: Client;
let logged: { facts: Record<string, unknown>; message: string }[];

/** Logs a client with these commands in, as the bot does. */
async function connect(commands: readonly Command[]): Promise<void> {
  const write = (facts: object, message: string) => void logged.push({ facts: { ...facts }, message });
  const surroundings = {
    listView: createListIndex(readData().vocabulary).of([]),
    lists: {
      states: async () => new Map(),
      openTo: () => [],
      choose: async () => {},
      adding: null,
    },
    facts: { version: "", servers: 0, latency: null, startedAt: 0, inviteUrl: "", status: async () => [] },
    positions: createPositions(),
    announcing: null,
    operatorGuildId: null,
  };
  const failures = createFailures({ info: write, warn: write, error: write });
  client = createClient(sandbox.rest);
  client.on(Events.InteractionCreate, createRouter({ commands, failures, guildContext: () => surroundings }));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
}

beforeEach(async () => {
  sandbox = await createSandbox({ deadlines: { answer: 200 } });
  logged = [];
  await connect(commands);
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
  test("shows a person's own mistake as one sentence, and logs nothing", async () => {
    expect(textOf(messageOf(await person("Mira").run("wrong")))).toBe("\nSay it otherwise.");
    expect(logged).toEqual([]);
  });

  test("shows anything else as a number that the operator finds in the log, and nothing of what it was", async () => {
    const shown = textOf(messageOf(await person("Mira").run("broken")));
    expect(shown).not.toContain("42");
    const id = /`([0-9a-f]{8})`/.exec(shown)?.[1];
    expect(logged).toMatchObject([{ facts: { id, doing: "/broken", err: { message: "the secret is 42" } } }]);
  });

  test("gives no suggestions where making them fails", async () => {
    expect(await person("Mira").suggest("fine", { word: "x" }, "word")).toEqual([]);
    expect(logged).toMatchObject([{ facts: { doing: "suggestions for fine" } }]);
  });

  test("outlives an answer that came too late (10062)", async () => {
    expect(await person("Mira").run("slow")).toMatchObject({ kind: "failed" });
    await sleep(400);
    expect(logged).toMatchObject([{ message: "an answer came too late", facts: { code: 10062 } }]);
    expect(messageOf(await person("Mira").run("fine", { word: "still here" }))).toBeDefined();
  });

  test("outlives an answer that Discord says it has already (40060), as after a retry of a lost reply", async () => {
    sandbox.faults.add({ kind: "lose-reply", route: "POST /interactions", times: 1 });
    const answer = await person("Mira").run("fine", { word: "once" });
    expect(textOf(messageOf(answer))).toContain("once");
    expect(messageOf(await person("Mira").run("fine", { word: "again" }))).toBeDefined();
  });

  test("says that a button is too old when nothing knows it any more", async () => {
    const message = messageOf(await person("Mira").run("fine", { word: "x" }));
    await client.destroy();
    await connect(commands.filter(({ name }) => name !== "fine"));
    expect(textOf(messageOf(await person("Mira").press(message, "Next")))).toContain("older version");
  });
});

describe("an answer that takes longer than Discord waits", () => {
  /** What stands in its place once it is there. */
  async function result(options: Record<string, string> = {}): Promise<string> {
    const message = messageOf(await person("Mira").run("long", options));
    expect(textOf(message)).toBe("\nwait for it");
    await sleep(600);
    const now = (await person("Mira").read()).find(({ id }) => id === message.id);
    return now === undefined ? "gone" : textOf(now);
  }

  test("is announced at once, and replaced by what comes of it", async () => {
    expect(await result()).toBe("\nhere it is");
    expect(logged).toEqual([]);
  });

  test("becomes the person's own mistake as one sentence, or a number where it breaks", async () => {
    expect(await result({ how: "wrong" })).toBe("\nSay it otherwise.");
    const broken = await result({ how: "broken" });
    expect(broken).not.toContain("42");
    expect(logged).toMatchObject([{ facts: { id: /`([0-9a-f]{8})`/.exec(broken)?.[1], doing: "/long" } }]);
  });
});

describe("what only managers may do", () => {
  test("is not offered to members, and refused to them where they find the button", async () => {
    const offered = async (id: string) => (await person(id).commands()).map(({ name }) => name);
    expect(await offered("Ada")).toContain("manage");
    expect(await offered("Mira")).not.toContain("manage");
  });

  test("is answered to an admin", async () => {
    const message = messageOf(await person("Ada").run("manage"));
    expect(textOf(messageOf(await person("Ada").press(message, "Secret")))).toBe("\nsecret");
  });
});

describe("registering", () => {
  const target = (guildId: string | null) => ({
    rest: client.rest,
    applicationId: sandbox.applicationId,
    guildId,
  });

  test("writes nothing where Discord has the same commands already", async () => {
    const writes = () => sandbox.traffic().filter(({ name }) => name.startsWith("PUT")).length;
    const before = writes();
    expect(await registerCommands(commands, target(null))).toEqual({
      kind: "unchanged",
      count: commands.length,
    });
    expect(writes()).toBe(before);
  });

  test("writes all where one differs", async () => {
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

  test("says that the bot is not in a server", async () => {
    expect(await registerCommands(commands, target("999999999999999999"))).toEqual({ kind: "no access" });
  });
});

test("nobody is mentioned, only servers are listened to, and what nobody asks for is not remembered", async () => {
  expect(client.options.allowedMentions).toEqual({ parse: [] });
  expect(client.options.intents.toArray()).toEqual(["Guilds"]);
  for (const id of ["Mira", "Ada", "Mira"]) await person(id).run("fine", { word: "x" });
  expect(client.users.cache.size).toBeLessThanOrEqual(2);
  expect(client.users.cache.has(sandbox.applicationId)).toBe(true);
});
