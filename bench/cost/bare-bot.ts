import { Client, GatewayIntentBits, MessageFlags } from "discord.js";

/** The least that a bot can do: it logs in and answers `/ping` with "pong". */
export async function startBareBot(discord: {
  readonly rest: { readonly api: string };
  readonly token: string;
}): Promise<Client> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: discord.rest });
  client.on("interactionCreate", async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: "pong", flags: MessageFlags.Ephemeral });
  });
  const ready = new Promise((resolve) => client.once("clientReady", resolve));
  await client.login(discord.token);
  await ready;
  await client.application?.commands.set([{ name: "ping", description: "Says pong" }]);
  return client;
}
