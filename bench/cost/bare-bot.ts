import { Client, GatewayIntentBits, MessageFlags } from "discord.js";

/** The least that a bot can do: it logs in and answers `/ping` with "pong". Its address and token are its arguments. */
export async function runBareBot(api: string, token: string): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  client.on("interactionCreate", async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: "pong", flags: MessageFlags.Ephemeral });
  });
  client.once("clientReady", async (ready) => {
    await ready.application.commands.set([{ name: "ping", description: "Says pong" }]);
    console.log("ready");
  });
  await client.login(token);
}
