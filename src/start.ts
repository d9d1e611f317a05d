import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "./app.js";
import { readConfig, readEnvironment } from "./config.js";
import { readData } from "./data.js";
import { createLog } from "./log.js";
import { createSandbox, type Sandbox } from "./sandbox/create-sandbox.js";
import { SandboxStartError } from "./sandbox/http/listen.js";
import type { Config } from "./settings.js";
import { UsageError } from "./usage-error.js";

/** Runs the bot until it is asked to stop: on Discord, or in the sandbox where there is no token. */
export async function start(): Promise<void> {
  const config = readConfig();
  const running =
    config.DISCORD_TOKEN === null
      ? await startInSandbox(config)
      : await startOnDiscord(config, config.DISCORD_TOKEN);
  const asked = untilAskedToStop();
  console.log(running.greeting);
  await asked;
  await running.stop();
}

interface Running extends Pick<App, "stop"> {
  /** What is printed once it runs. */
  readonly greeting: string;
}

async function startOnDiscord(config: Config, token: string): Promise<Running> {
  const log = await createLog(config.LOG_LEVEL);
  const rest = config.DISCORD_API_URL === null ? {} : { rest: { api: config.DISCORD_API_URL } };
  const discord = { token, ...rest };
  const app = await startApp({ config, data: readData(), log, discord, environment: readEnvironment() });
  return { stop: app.stop, greeting: "Paperboy is on Discord." };
}

/** Everything that the sandbox's bot keeps goes with it: the server that it is about does so too. */
async function startInSandbox(config: Config): Promise<Running> {
  console.log(
    "DISCORD_TOKEN is not set: Paperboy runs in its sandbox, a Discord of its own on this machine.",
  );
  const log = await createLog(config.LOG_LEVEL);
  const data = readData();
  const sandbox = await openSandbox(config.SANDBOX_PORT);
  const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
  const close = async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const app = await startApp({
      config: {
        ...config,
        DATABASE_FILE: join(folder, "paperboy.sqlite"),
        OPERATOR_GUILD_ID: sandbox.guildId,
      },
      data,
      log,
      discord: sandbox,
      environment: readEnvironment(),
      allowFile: true,
    });
    return {
      greeting: `Open ${sandbox.url} and type /`,
      async stop() {
        await app.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
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
