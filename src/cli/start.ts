import type { Command } from "./command.js";

export const start: Command = {
  name: "start",
  takes: "",
  about: "runs the bot; without DISCORD_TOKEN, in its sandbox",
  options: {},
  async run() {
    // Loaded lazily: the other commands start fast without Discord and the database.
    await (await import("../start.js")).start();
    return 0;
  },
};
