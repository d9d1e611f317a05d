import { readConfig } from "../config/read-config.js";
import type { Command } from "./command.js";

export const start: Command = {
  name: "start",
  takes: "",
  about: "runs the bot; without DISCORD_TOKEN, in its sandbox",
  options: {},
  async run() {
    const config = readConfig();
    const { SHARDS: shards, DISCORD_TOKEN: token } = config;
    // Loaded lazily: what starts others needs neither Discord nor the database, and the other commands start fast.
    if (shards === "auto" && token !== null)
      return await (await import("./start-shards.js")).startShards(config, token);
    await (await import("../start.js")).start();
    return 0;
  },
};
