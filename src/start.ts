import { setTimeout as sleep } from "node:timers/promises";
import { type App, startApp } from "./app/start-app.js";
import { isInSandbox } from "./cli/sandbox-token.js";
import { stopSignal } from "./cli/stop-signal.js";
import { createLog } from "./config/create-log.js";
import { readData } from "./config/data.js";
import { readEnvironment } from "./config/read-config.js";
import type { Settings } from "./config/read-settings.js";
import { readShards } from "./config/shards.js";
import { StoppedError } from "./discord/stopped-error.js";
import { collectSooner } from "./programs/collect-sooner.js";
import { optimiseLate } from "./programs/optimise-late.js";

/** How long stopping a bot that is still starting takes at most. Milliseconds. */
const maxStopTime = 9_500;

/** How long connections may keep a stopped process. Milliseconds. */
const maxLinger = 300;

/**
 * Runs the bot until it is asked to stop: on Discord, or in the sandbox without a token.
 *
 * @throws {StoppedError} where Discord closes the connection for good.
 */
export async function start(settings: Settings): Promise<void> {
  optimiseLate();
  const stopped = stopSignal();
  const token = settings.config.DISCORD_TOKEN;
  const starting = token === null ? inSandbox(settings, stopped) : startOnDiscord(settings, token, stopped);
  const running = await Promise.race([starting, stopped]);
  if (running === null) return stopEarly(starting);
  console.log(running.greeting);
  collectSooner();
  // To the process that supervises this one, where there is one.
  process.send?.("ready");
  const sentence = await Promise.race([stopped, running.ended]);
  await running.stop();
  // A request that was given up may keep its connection for a while; nothing is in flight any more.
  setTimeout(() => process.exit(), maxLinger).unref();
  if (sentence !== null) throw new StoppedError(sentence);
}

/** Stops a bot that is still starting, wherever it has got to: nothing that hangs is waited for. */
async function stopEarly(starting: Promise<Running>): Promise<never> {
  const stopping = starting.then((running) => running.stop());
  await Promise.race([stopping.catch(() => {}), sleep(maxStopTime)]);
  process.exit();
}

/** A bot that was started. */
export interface Running extends Pick<App, "stop" | "ended"> {
  /** Printed once it runs. */
  readonly greeting: string;
}

/** What the sandbox needs is loaded for the sandbox alone. */
async function inSandbox(settings: Settings, stopped: Promise<unknown>): Promise<Running> {
  return (await import("./cli/start-in-sandbox.js")).startInSandbox(settings, stopped);
}

async function startOnDiscord(
  { config, sources }: Settings,
  token: string,
  stopAsked: Promise<unknown>,
): Promise<Running> {
  const shards = readShards(config);
  const shard = shards === null ? null : `${shards.ids.join(",")}/${shards.count}`;
  const log = await createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT, shard });
  const rest = config.DISCORD_API_URL === null ? {} : { rest: { api: config.DISCORD_API_URL } };
  const discord = { token, ...rest };
  const environment = readEnvironment();
  const allowFile = isInSandbox(config);
  const app = await startApp({
    ...{ config, sources, data: readData(), log, discord, environment, allowFile },
    stopAsked,
  });
  return {
    stop: app.stop,
    ended: app.ended,
    greeting: `Paperboy is on Discord${shard === null ? "" : `: shard ${shard}`}.`,
  };
}
