import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Events,
  MessageFlags,
  TextDisplayBuilder,
} from "discord.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
  await rig.bot.application.commands.set([
    {
      name: "echo",
      description: "Says it again",
      options: [{ name: "text", description: "What to say", type: 3, required: true, autocomplete: true }],
    },
  ]);
  rig.bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused();
      return interaction.respond([{ name: `${typed}!`, value: `${typed}!` }]);
    }
    if (interaction.isChatInputCommand()) {
      const button = new ButtonBuilder().setCustomId("again").setLabel("Again").setStyle(ButtonStyle.Primary);
      await interaction.reply({
        flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
        components: [
          new TextDisplayBuilder().setContent(interaction.options.getString("text", true)),
          new ActionRowBuilder<ButtonBuilder>().addComponents(button),
        ],
      });
    }
    if (interaction.isButton()) {
      await interaction.update({ components: [new TextDisplayBuilder().setContent("pressed")] });
    }
    return undefined;
  });
});
afterAll(() => rig.close());

it("carries a person's command to the bot and the bot's answer back", async () => {
  const mira = rig.person("Mira", "papers");
  expect((await mira.commands()).map(({ name }) => name)).toEqual(["echo"]);
  expect(await mira.suggest("echo", { text: "hi" }, "text")).toEqual([{ name: "hi!", value: "hi!" }]);

  const answer = await mira.run("echo", { text: "hello" });
  if (answer.kind !== "message") throw new Error(JSON.stringify(answer));
  expect(answer.message.components?.[0]).toMatchObject({ type: 10, content: "hello", id: 1 });
  expect(answer.message.only_for).toBe((await mira.world()).people[0]?.id);
  expect(await mira.read()).toHaveLength(1);
  expect(await rig.person("Jun", "papers").read()).toEqual([]);

  const pressed = await mira.press(answer.message, "Again");
  expect(pressed).toMatchObject({ kind: "update", message: { components: [{ content: "pressed" }] } });
  await mira.dismiss(answer.message);
  expect(await mira.read()).toEqual([]);
});
