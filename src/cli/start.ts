import type { Command } from "./command.js";

export const start: Command = {
  name: "start",
  usage: "",
  about: "runs the bot; without DISCORD_TOKEN, in its sandbox",
  options: {},
  async run() {
    // Loaded here, as the other verbs are quick without Discord and the database.
    await (await import("../start.js")).start();
    return 0;
  },
};
