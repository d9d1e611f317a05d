import { Events } from "discord.js";
import { ChannelType, GuildFeature } from "discord-api-types/v10";
import { afterEach, describe, expect, it } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/create-sandbox.js";
import { defaultWorld } from "../../src/sandbox/world/default-world.js";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
afterEach(() => rig.close());

async function open(options: SandboxOptions = {}): Promise<Rig> {
  rig = await createRig(options, { rest: { retries: 0 } });
  return rig;
}

const fetchRaw = async (path: string, init: RequestInit = {}) =>
  fetch(`${rig.sandbox.rest.api}/v10${path}`, {
    ...init,
    headers: { authorization: `Bot ${rig.sandbox.token}`, "content-type": "application/json" },
  });

describe("answers", () => {
  it("can be errors without Discord's body", async () => {
    await open();
    const channel = await rig.channelId("papers");
    const route = "GET /channels/:id";
    for (const [body, text] of [
      ["html", /^<!doctype html>/],
      ["none", /^$/],
      ["broken", /^{"message": "[^"]*$/],
    ] as const) {
      rig.sandbox.faults.add({ kind: "error", route, status: 403, body, times: 1 });
      const response = await fetchRaw(`/channels/${channel}`);
      expect([response.status, await response.text()]).toEqual([403, expect.stringMatching(text)]);
    }
    rig.sandbox.faults.add({
      kind: "error",
      route,
      status: 400,
      code: 50035,
      message: "Invalid Form Body",
      times: 1,
    });
    expect(await (await fetchRaw(`/channels/${channel}`)).json()).toEqual({
      code: 50035,
      message: "Invalid Form Body",
    });
  });

  it("have the sandbox's clock in their date, and another where a fault says so", async () => {
    await open({ now: () => Date.parse("2026-11-25T12:00:00Z") });
    const dateOf = async () => (await fetchRaw("/users/@me")).headers.get("date");
    expect(await dateOf()).toBe("Wed, 25 Nov 2026 12:00:00 GMT");
    rig.sandbox.faults.add({ kind: "skewed-date", ms: -60_000 });
    expect(await dateOf()).toBe("Wed, 25 Nov 2026 11:59:00 GMT");
  });

  it("refuse content by its text, a number of times", async () => {
    await open();
    const path = `/channels/${await rig.channelId("papers")}/messages` as const;
    const send = (content: string) => rig.bot.rest.post(path, { body: { content } });
    rig.sandbox.faults.add({ kind: "refuse-content", text: "bad", status: 403, code: 240000, times: 1 });
    await send("good");
    await expect(send("a bad one")).rejects.toMatchObject({ status: 403, code: 240000 });
    await send("a bad one");
  });

  it("list messages in no order", async () => {
    await open();
    const talker = rig.person("Ada", "papers");
    for (const word of ["a", "b", "c", "d"]) await talker.say(word);
    rig.sandbox.faults.add({ kind: "shuffle-pages" });
    const page = await fetchRaw(`/channels/${await rig.channelId("papers")}/messages`);
    const contents = (await page.json()).map(({ content }: { content: string }) => content);
    expect(contents.toSorted()).toEqual(["a", "b", "c", "d"]);
    expect(contents).not.toEqual(["d", "c", "b", "a"]);
  });
});

it("an application from before 2016 has another id than its bot", async () => {
  await open({ world: { ...defaultWorld, applicationId: "1234567890123456789" } });
  expect(rig.sandbox.applicationId).not.toBe(rig.sandbox.botId);
  expect(rig.bot.application.id).toBe(rig.sandbox.applicationId);
  expect(rig.bot.user.id).toBe(rig.sandbox.botId);
  await rig.bot.application.commands.set([{ name: "ping", description: "Answers" }]);
  rig.bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand())
      void interaction.deferReply().then(() => interaction.editReply("pong"));
  });
  expect(await rig.person("Mira").run("ping")).toMatchObject({ kind: "message" });
});

it("a server has the features that its seed names", async () => {
  await open({ world: { ...defaultWorld, features: [GuildFeature.Verified] } });
  expect(rig.bot.guilds.cache.get(rig.sandbox.guildId)?.features).toEqual([GuildFeature.Verified]);
});

describe("the operator", () => {
  it("makes a second administrator, and takes it back", async () => {
    await open();
    const isAdmin = async () =>
      (await rig.person("Mira").world()).people.filter(({ admin }) => admin).map(({ name }) => name);
    const mira = (await rig.person("Mira").world()).people.find(({ name }) => name === "Mira")?.id ?? "";
    await rig.operator.change({ kind: "set-admin", personId: mira, on: true });
    expect(await isAdmin()).toEqual(["Mira", "Ada"]);
    await rig.operator.change({ kind: "set-admin", personId: mira, on: false });
    expect(await isAdmin()).toEqual(["Ada"]);
    await expect(rig.operator.change({ kind: "set-admin", personId: "5", on: true })).rejects.toThrow(
      /person/,
    );
  });

  it("deletes a role, of which the bot hears; not its own", async () => {
    await open();
    const roles = (await rig.person("Mira").world()).roles;
    const roleId = roles.find(({ name }) => name === "Readers")?.id ?? "";
    const deleted = new Promise((resolve) => rig.bot.once(Events.GuildRoleDelete, ({ id }) => resolve(id)));
    await rig.operator.change({ kind: "delete-role", roleId });
    expect(await deleted).toBe(roleId);
    const own = roles.find(({ name }) => name === "Paperboy")?.id ?? "";
    await expect(rig.operator.change({ kind: "delete-role", roleId: own })).rejects.toThrow(/role/);
  });

  it("creates a private channel, which members do not see", async () => {
    await open();
    await rig.operator.change({
      kind: "create-channel",
      name: "staff",
      type: ChannelType.GuildText,
      private: true,
    });
    const names = async (name: string) => (await rig.person(name).world()).channels.map((one) => one.name);
    expect(await names("Mira")).not.toContain("staff");
    expect(await names("Ada")).toContain("staff");
  });

  it("creates a forum that requires a tag, and refuses a post without one", async () => {
    await open();
    const type = ChannelType.GuildForum;
    await rig.operator.change({
      kind: "create-channel",
      name: "tagged",
      type,
      tags: ["new"],
      requiresTag: true,
    });
    const forum = rig.bot.channels.cache.find(
      (channel) => channel.type === type && channel.name === "tagged",
    );
    if (forum?.type !== type) throw new Error("no forum");
    const message = { content: "x" };
    await expect(forum.threads.create({ name: "post", message })).rejects.toMatchObject({ code: 40067 });
    const tags = forum.availableTags.map(({ id }) => id);
    await forum.threads.create({ name: "post", message, appliedTags: tags });
  });

  it("archives a thread, which is then among the archived ones", async () => {
    await open();
    const forum = rig.bot.channels.cache.find((channel) => channel.type === ChannelType.GuildForum);
    if (forum?.type !== ChannelType.GuildForum) throw new Error("no forum");
    const post = await forum.threads.create({ name: "post", message: { content: "x" } });
    await rig.operator.change({ kind: "archive-thread", channelId: post.id });
    const { threads, hasMore } = await forum.threads.fetchArchived();
    expect([threads.map(({ id }) => id), hasMore]).toEqual([[post.id], false]);
  });

  it("installs the application for one person, who can then use it where the bot is not", async () => {
    await open();
    const everywhere = { integrationTypes: [0, 1], contexts: [0, 1, 2] };
    await rig.bot.application.commands.set([
      { name: "ping", description: "Answers", ...everywhere },
      { name: "admin", description: "Only with the bot", integrationTypes: [0] },
    ]);
    const owners = new Promise((resolve) =>
      rig.bot.on(Events.InteractionCreate, (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        void interaction.reply("pong");
        resolve(interaction.authorizingIntegrationOwners[1]);
      }),
    );
    const mira = (await rig.person("Mira").world()).people.find(({ name }) => name === "Mira")?.id ?? "";
    await rig.operator.change({ kind: "user-install", personId: mira, on: true });
    await rig.operator.change({ kind: "kick-bot" });
    expect((await rig.person("Mira").commands()).map(({ name }) => name)).toEqual(["ping"]);
    expect(await rig.person("Jun").commands()).toEqual([]);
    expect(await rig.person("Mira").run("ping")).toMatchObject({ kind: "message" });
    expect(await owners).toBe(mira);
  });
});
