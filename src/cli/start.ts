import { readSettings } from "../config/read-settings.js";
import type { Command } from "./command.js";

export const start: Command = {
  name: "start",
  takes: "",
  about: "runs the bot; without DISCORD_TOKEN, in its sandbox",
  options: {},
  async run() {
    const settings = await readSettings();
    const { SHARDS: shards, DISCORD_TOKEN: token } = settings.config;
    // Loaded lazily: what starts others needs neither Discord nor the database, and the other commands start fast.
    if (shards === "auto" && token !== null)
      return await (await import("./start-shards.js")).startShards(settings.config, token);
    await (await import("../start.js")).start(settings);
    return 0;
  },
};
