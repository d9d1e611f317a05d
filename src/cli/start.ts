import { startApp } from "../app.js";
import { readConfig, readEnvironment } from "../config.js";
import { readData } from "../data.js";
import { createLog } from "../log.js";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox.js";
import { SandboxStartError } from "../sandbox/http/listen.js";
import type { Config } from "../settings.js";
import { UsageError } from "../usage-error.js";
import type { Verb } from "./verb.js";

export const start: Verb = {
  name: "start",
  usage: "",
  about: "runs the bot; without DISCORD_TOKEN, in its sandbox",
  options: {},
  async run() {
    const config = readConfig();
    const stop =
      config.DISCORD_TOKEN === null
        ? await startInSandbox(config)
        : await startOnDiscord(config, config.DISCORD_TOKEN);
    await untilAskedToStop();
    await stop();
    return 0;
  },
};

async function startOnDiscord(config: Config, token: string): Promise<() => Promise<void>> {
  const log = await createLog(config.LOG_LEVEL);
  const proxy = config.DISCORD_API_URL === null ? {} : { rest: { api: config.DISCORD_API_URL } };
  const app = await startApp({
    config,
    data: readData(),
    log,
    discord: { token, ...proxy },
    environment: readEnvironment(),
  });
  console.log("Paperboy is on Discord.");
  return app.stop;
}

async function startInSandbox(config: Config): Promise<() => Promise<void>> {
  console.log(
    "DISCORD_TOKEN is not set: Paperboy runs in its sandbox, a Discord of its own on this machine.",
  );
  const log = await createLog(config.LOG_LEVEL);
  const sandbox = await openSandbox(config.SANDBOX_PORT);
  const app = await startApp({
    config,
    data: readData(),
    log,
    discord: sandbox,
    environment: readEnvironment(),
    allowFile: true,
  });
  console.log(`Open ${sandbox.url} and type /`);
  return async () => {
    await app.stop();
    await sandbox.close();
  };
}

async function openSandbox(port: number): Promise<Sandbox> {
  try {
    return await createSandbox({ port });
  } catch (error) {
    if (!(error instanceof SandboxStartError)) throw error;
    throw new UsageError(`${error.message.replace(/\.$/, "")} (SANDBOX_PORT).`);
  }
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
