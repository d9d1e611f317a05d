import {
  ActionRowBuilder,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from "discord.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Answer } from "../../src/sandbox/protocol.js";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let clock = { offset: 0 };
beforeEach(async () => {
  clock = { offset: 0 };
  rig = await createRig({ now: () => Date.now() + clock.offset });
  await registerCommands();
});
afterEach(() => rig.close());

async function registerCommands() {
  await rig.bot.application.commands.set([
    {
      name: "do",
      description: "Does what the test says",
      options: [
        { name: "text", description: "Some text", type: 3, autocomplete: true },
        { name: "where", description: "A channel", type: 7 },
        { name: "who", description: "Somebody", type: 6 },
        { name: "role", description: "A role", type: 8 },
        { name: "count", description: "A number", type: 4, min_value: 1, max_value: 9 },
        {
          name: "kind",
          description: "One of two",
          type: 3,
          choices: [
            { name: "One", value: "1" },
            { name: "Two", value: "2" },
          ],
        },
      ],
    },
    {
      name: "lists",
      description: "Has parts",
      options: [
        {
          name: "add",
          description: "Adds",
          type: 1,
          options: [{ name: "name", description: "Its name", type: 3, required: true }],
        },
      ],
    },
    { name: "manage", description: "For admins", default_member_permissions: "32", contexts: [0] },
  ]);
}

/** The next command that the bot receives. */
const next = () =>
  new Promise<ChatInputCommandInteraction>((resolve) => {
    const listen = (interaction: Interaction) => {
      if (!interaction.isChatInputCommand()) return;
      rig.bot.off(Events.InteractionCreate, listen);
      resolve(interaction);
    };
    rig.bot.on(Events.InteractionCreate, listen);
  });
const nextOf = <T extends Interaction>(is: (interaction: Interaction) => interaction is T) =>
  new Promise<T>((resolve) => {
    const listen = (interaction: Interaction) => {
      if (!is(interaction)) return;
      rig.bot.off(Events.InteractionCreate, listen);
      resolve(interaction);
    };
    rig.bot.on(Events.InteractionCreate, listen);
  });

it("refuses an answer after the deadline with 10062, and the person gets a failure", async () => {
  await rig.close();
  rig = await createRig({ deadlines: { answer: 300 } });
  await registerCommands();
  const received = next();
  expect(await rig.person("Mira").run("do")).toEqual({
    kind: "failed",
    reason: "The application did not respond",
  });
  await expect((await received).reply("late")).rejects.toMatchObject({ code: 10062, status: 404 });
});

it("refuses a second answer with 40060", async () => {
  const received = next();
  const answer = rig.person("Mira").run("do");
  const interaction = await received;
  await interaction.reply("first");
  const again = rig.bot.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
    body: { type: 4, data: { content: "second" } },
    auth: false,
  });
  await expect(again).rejects.toMatchObject({ code: 40060, status: 400 });
  expect(await answer).toMatchObject({ kind: "message", message: { content: "first" } });
});

it("defers, edits, follows up, reads and deletes with the interaction's token", async () => {
  const received = next();
  const mira = rig.person("Mira");
  const running = mira.run("do");
  const interaction = await received;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const answer = await running;
  expect(answer).toMatchObject({ kind: "message", message: { flags: 128 | 64 } });
  await interaction.editReply("done");
  expect(await mira.read()).toMatchObject([
    { content: "done", flags: 64, type: 20, interaction: { name: "do" } },
  ]);
  await interaction.followUp({ content: "and more" });
  expect((await mira.read()).map(({ content }) => content)).toEqual(["done", "and more"]);
  expect((await rig.person("Jun").read()).map(({ content }) => content)).toEqual(["and more"]);
  expect((await interaction.fetchReply()).content).toBe("done");
  await interaction.deleteReply();
  expect((await mira.read()).map(({ content }) => content)).toEqual(["and more"]);
  await expect(interaction.editReply("gone")).rejects.toMatchObject({ code: 10008 });
});

it("replaces a deferred answer by the first follow-up", async () => {
  const received = next();
  const mira = rig.person("Mira");
  const running = mira.run("do");
  const interaction = await received;
  await interaction.deferReply();
  await running;
  await interaction.followUp("it");
  expect(await mira.read()).toMatchObject([{ content: "it", flags: 0 }]);
});

it("expires a token after fifteen minutes with 50027", async () => {
  const received = next();
  const running = rig.person("Mira").run("do");
  const interaction = await received;
  await interaction.reply("first");
  await running;
  clock.offset = 15 * 60_000 + 1;
  await expect(interaction.editReply("late")).rejects.toMatchObject({ code: 50027, status: 401 });
});

it("returns the message if with_response is set", async () => {
  const received = next();
  const running = rig.person("Mira").run("do");
  const response = await (await received).reply({ content: "here", withResponse: true });
  expect(response.resource?.message?.content).toBe("here");
  await running;
});

it("sends picked channels with both permissions, members, roles, numbers and choices", async () => {
  const received = next();
  const running = rig.person("Mira", "papers").run("do", {
    where: "announcements",
    who: "Ada",
    role: "Readers",
    count: 3,
    kind: "Two",
  });
  const interaction = await received;
  const channel = interaction.options.getChannel("where", true);
  expect(channel.name).toBe("announcements");
  expect(interaction.options.resolved?.channels?.first()).toMatchObject({ id: channel.id });
  expect(interaction.options.getUser("who", true).globalName).toBe("Ada");
  expect(interaction.options.getRole("role", true).name).toBe("Readers");
  expect(interaction.options.getInteger("count")).toBe(3);
  expect(interaction.options.getString("kind")).toBe("2");
  expect(interaction.appPermissions.has("SendMessages")).toBe(true);
  expect(interaction.memberPermissions?.has("ManageGuild")).toBe(false);
  await interaction.reply("ok");
  await running;
  const sent = rig.sandbox.traffic().findLast(({ name }) => name === "INTERACTION_CREATE");
  expect(sent?.body).toMatchObject({
    token: "[redacted]",
    data: {
      resolved: {
        channels: { [channel.id]: { app_permissions: expect.any(String), permissions: expect.any(String) } },
      },
    },
  });
});

it.each([
  ["an unknown option", "do", { nothing: 1 }, /no option/],
  ["a number out of range", "do", { count: 10 }, /more than 9/],
  ["a choice that is not offered", "do", { kind: "Three" }, /choose One, Two/],
  ["an unknown command", "nope", {}, /no command/],
  ["a command without its subcommand", "lists", {}, /needs a subcommand/],
  ["a missing option", "lists add", {}, /required/],
  ["a command for admins", "manage", {}, /no command/],
])("does not let a person send %s", async (_what, command, options, message) => {
  await expect(rig.person("Mira").run(command, options)).rejects.toThrow(message);
});

it("shows a command for admins only to admins, and not in direct messages", async () => {
  const names = async (who: string, where?: string) =>
    (await rig.person(who, where).commands()).map(({ name }) => name);
  expect(await names("Mira")).toEqual(["do", "lists"]);
  expect(await names("Ada")).toEqual(["do", "lists", "manage"]);
  expect(await names("Ada", "dm")).toEqual(["do", "lists"]);
});

it("sends subcommands", async () => {
  const received = next();
  const running = rig.person("Mira").run("lists add", { name: "mine" });
  const interaction = await received;
  expect(interaction.options.getSubcommand()).toBe("add");
  expect(interaction.options.getString("name")).toBe("mine");
  await interaction.reply("ok");
  expect(await running).toMatchObject({ message: { interaction: { name: "lists add" } } });
});

it("works in direct messages, with a user and without a guild", async () => {
  const received = next();
  const mira = rig.person("Mira", "dm");
  const running = mira.run("do");
  const interaction = await received;
  expect([interaction.guildId, interaction.user.globalName, interaction.context]).toEqual([null, "Mira", 1]);
  await interaction.reply("just us");
  await running;
  expect((await mira.read()).map(({ content }) => content)).toEqual(["just us"]);
  expect(await rig.person("Jun", "dm").read()).toEqual([]);
});

it("sends a menu's choice, and a form with its values", async () => {
  const received = next();
  const mira = rig.person("Mira");
  const running = mira.run("do");
  await (await received).reply({
    content: "pick",
    components: [
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder()
          .setCustomId("menu")
          .addOptions({ label: "First", value: "1" }, { label: "Second", value: "2" }),
      ),
      new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
        new UserSelectMenuBuilder().setCustomId("who"),
      ),
    ],
  });
  const message = messageOf(await running);

  const chosen = nextOf((interaction) => interaction.isStringSelectMenu());
  const choosing = mira.choose(message, "menu", ["Second"]);
  const menu = await chosen;
  expect(menu.values).toEqual(["2"]);
  await menu.showModal(
    new ModalBuilder()
      .setCustomId("form")
      .setTitle("Tell")
      .addLabelComponents(
        new LabelBuilder()
          .setLabel("What")
          .setTextInputComponent(new TextInputBuilder().setCustomId("what").setStyle(TextInputStyle.Short)),
      ),
  );
  const answer = await choosing;
  if (answer.kind !== "modal") throw new Error(answer.kind);

  await expect(mira.submit(answer.modal, {})).rejects.toThrow(/filled in/);
  const submitted = nextOf((interaction) => interaction.isModalSubmit());
  const submitting = mira.submit(answer.modal, { what: "this" });
  const form = await submitted;
  expect(form.fields.getTextInputValue("what")).toBe("this");
  if (!form.isFromMessage()) throw new Error("not from a message");
  await form.update({ content: "thanks", components: [] });
  expect(await submitting).toMatchObject({ kind: "update", message: { content: "thanks", id: message.id } });
  await expect(mira.submit(answer.modal, { what: "again" })).rejects.toThrow(/not open/);
});

it("sends the users picked from a user menu", async () => {
  const received = next();
  const mira = rig.person("Mira");
  const running = mira.run("do");
  await (await received).reply({
    components: [
      new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
        new UserSelectMenuBuilder().setCustomId("who"),
      ),
    ],
  });
  const message = messageOf(await running);
  const chosen = nextOf((interaction) => interaction.isUserSelectMenu());
  const choosing = mira.choose(message, null, ["Jun"]);
  const menu = await chosen;
  expect(menu.users.first()?.globalName).toBe("Jun");
  await menu.deferUpdate();
  expect(await choosing).toEqual({ kind: "acknowledged" });
  await menu.editReply("now known");
  expect(await mira.read()).toMatchObject([{ id: message.id, content: "now known" }]);
});

it("accepts only the responses that the type of interaction allows", async () => {
  const asked = nextOf((interaction) => interaction.isAutocomplete());
  const suggesting = rig
    .person("Mira")
    .suggest("do", {}, "text")
    .catch((error: Error) => error.message);
  const interaction = await asked;
  const answer = (type: number, data: object) =>
    rig.bot.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      body: { type, data },
      auth: false,
    });
  await expect(answer(4, { content: "no" })).rejects.toMatchObject({ code: 50035 });
  await expect(
    answer(8, { choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })) }),
  ).rejects.toBeInstanceOf(DiscordAPIError);
  await expect(answer(8, { choices: [{ name: "x".repeat(101), value: "x" }] })).rejects.toMatchObject({
    code: 50035,
  });
  await expect(answer(8, { choices: [{ name: "x", value: "x".repeat(101) }] })).rejects.toMatchObject({
    code: 50035,
  });
  await answer(8, { choices: [{ name: "x".repeat(100), value: "x".repeat(100) }] });
  expect(await suggesting).toHaveLength(1);
});

it("does not let a person use or dismiss another's ephemeral message", async () => {
  const received = next();
  const mira = rig.person("Mira");
  const running = mira.run("do");
  await (await received).reply({ content: "only you", flags: MessageFlags.Ephemeral });
  const message = messageOf(await running);
  await expect(rig.person("Jun").press(message, "x")).rejects.toThrow(/not visible to this person/);
  await expect(rig.person("Jun").dismiss(message)).rejects.toThrow(/your own/);
});

function messageOf(answer: Answer) {
  if (answer.kind !== "message") throw new Error(JSON.stringify(answer));
  return answer.message;
}
