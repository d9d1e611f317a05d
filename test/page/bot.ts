import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  ApplicationCommandOptionType as Option,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";

/** Text that the page must show but not interpret. */
const hostileText = [
  "<img src=x onerror=alert(1)><script>alert(2)</script>",
  "[click](javascript:alert(3)) **bold** `code`",
  "[**masked**](https://elsewhere.example/paper) and https://elsewhere.example/bare.",
].join("\n");

export interface TestBot {
  /** Holds the suggestions for this text until `release`. `asked` resolves when the bot is asked for them. */
  holdSuggestions(typed: string): { readonly asked: Promise<void>; release(): void };
}

/** A bot for the page's tests. Each command exercises one feature of the page. */
export async function installBot(bot: Client<true>): Promise<TestBot> {
  const held = new Map<string, (interaction: AutocompleteInteraction) => Promise<void>>();
  await bot.application.commands.set([
    {
      name: "find",
      description: "Finds papers",
      options: [
        { name: "query", description: "Words", type: Option.String, required: true, autocomplete: true },
        { name: "year", description: "When", type: Option.Integer, minValue: 1990 },
        {
          name: "has",
          description: "A kind of link",
          type: Option.String,
          choices: [
            { name: "Code", value: "code" },
            { name: "arXiv", value: "arxiv" },
          ],
        },
        { name: "where", description: "A channel", type: Option.Channel },
      ],
    },
    { name: "form", description: "Opens a form" },
    { name: "hostile", description: "Shows hostile text" },
    { name: "silent", description: "Never answers" },
  ]);
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) {
      const hold = held.get(interaction.options.getFocused());
      return hold ? hold(interaction) : suggest(interaction);
    }
    if (interaction.isChatInputCommand()) return run(interaction);
    if (interaction.isModalSubmit())
      return interaction.reply(`You wrote: ${interaction.fields.getTextInputValue("why")}`);
    if (interaction.isStringSelectMenu())
      return interaction.reply({
        content: `You chose ${interaction.values.join()}`,
        flags: MessageFlags.Ephemeral,
      });
    if (!interaction.isButton()) return undefined;
    const [verb, ...words] = interaction.customId.split(":");
    const query = words.join(":");
    if (verb === "next")
      return interaction.update({ components: results(query, 2), flags: MessageFlags.IsComponentsV2 });
    if (verb === "share") return interaction.reply(`Shared: ${query}`);
    return undefined;
  });
  return {
    holdSuggestions(typed) {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const asked = new Promise<void>((resolve) => {
        held.set(typed, async (interaction) => {
          resolve();
          await released;
          await suggest(interaction);
        });
      });
      return { asked, release };
    },
  };
}

/** Suggests 25 titles. */
async function suggest(interaction: AutocompleteInteraction): Promise<void> {
  const typed = interaction.options.getFocused();
  const titles = Array.from({ length: 25 }, (_, index) => `${typed} paper ${index + 1}`);
  await interaction.respond(titles.map((title) => ({ name: title, value: `id-of ${title}` })));
}

async function run(interaction: ChatInputCommandInteraction): Promise<unknown> {
  switch (interaction.commandName) {
    case "find": {
      const { options } = interaction;
      const asked = [
        options.getString("query", true),
        options.getInteger("year"),
        options.getString("has"),
        options.getChannel("where")?.name,
      ];
      return interaction.reply({
        components: results(asked.filter((one) => one !== null && one !== undefined).join(" "), 1),
        flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
      });
    }
    case "form":
      return interaction.showModal(
        new ModalBuilder()
          .setCustomId("form")
          .setTitle("Tell us")
          .addLabelComponents(
            new LabelBuilder()
              .setLabel("Why")
              .setTextInputComponent(
                new TextInputBuilder().setCustomId("why").setStyle(TextInputStyle.Paragraph),
              ),
          ),
      );
    case "hostile":
      return interaction.reply({
        content: hostileText,
        embeds: [
          new EmbedBuilder()
            .setTitle("An embed")
            .setImage("https://elsewhere.example/picture.png")
            .setThumbnail("https://elsewhere.example/thumbnail.png"),
        ],
      });
    default:
      return undefined;
  }
}

export function results(query: string, page: number): (ContainerBuilder | TextDisplayBuilder)[] {
  const button = (id: string, label: string, style: ButtonStyle) =>
    new ButtonBuilder().setCustomId(`${id}:${query}`).setLabel(label).setStyle(style);
  const menu = new StringSelectMenuBuilder()
    .setCustomId("open")
    .setPlaceholder("Open a paper")
    .addOptions(["first", "second"].map((name) => ({ label: `The ${name} paper`, value: name })));
  return [
    new ContainerBuilder()
      .setAccentColor(0x3f5bd9)
      .addTextDisplayComponents(
        new TextDisplayBuilder().setContent(`### Results for ${query}\nPage ${page} of 2`),
      )
      .addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu))
      .addActionRowComponents(
        new ActionRowBuilder<ButtonBuilder>().addComponents(
          button("next", "Next", ButtonStyle.Primary),
          button("share", "Share", ButtonStyle.Success),
          button("broken", "Broken", ButtonStyle.Danger),
        ),
      ),
  ];
}
