import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultList, readData } from "../config/data.js";
import { readConfig, readEnvironment } from "../config/read-config.js";
import { readTextFile } from "../config/read-text-file.js";
import type { Command } from "./command.js";
import { openPlayground, openSandbox } from "./open-sandbox.js";
import { sandboxToken } from "./sandbox-token.js";
import { stopSignal } from "./stop-signal.js";

export const sandbox: Command = {
  name: "sandbox",
  takes: "",
  about:
    "runs the sandbox alone, with a local upstream, and prints the settings with which bots log in to it",
  options: {},
  async run() {
    const stopped = stopSignal();
    const config = readConfig();
    const opened = await openSandbox({ port: config.SANDBOX_PORT, token: sandboxToken });
    const folder = await mkdtemp(join(tmpdir(), "paperboy-sandbox-"));
    const playground = await openPlayground({
      folder: join(folder, "upstream"),
      list: await readTextFile(config.LIST_FILE ?? defaultList),
      venues: readData().venues,
      environment: readEnvironment(),
      onChange: () => opened.setPanels(playground?.panels ?? []),
    });
    opened.setPanels(playground?.panels ?? []);
    console.error(`Open ${opened.url} once a bot has logged in. A bot's settings, beside those of its own:`);
    console.log(`DISCORD_API_URL=${opened.rest.api}\nDISCORD_TOKEN=${opened.token}`);
    if (playground !== null) console.log(`UPSTREAM_URL=${playground.url}`);
    await stopped;
    await playground?.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
    return 0;
  },
};
