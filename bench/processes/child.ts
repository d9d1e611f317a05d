import { pino } from "pino";
import { startApp } from "../../src/app/start-app.js";
import { readData } from "../../src/config/data.js";
import { parseConfig } from "../../src/config/read-config.js";
import { readListSources } from "../../src/config/read-list-sources.js";
import { childOptions } from "./child-options.js";

/** Milliseconds. */
const quickTimes = { lease: 9_000, request: 3_000, lookupDelay: 1_000, poll: 1_000 };

/**
 * Runs a whole bot until it is killed.
 *
 * @param json a `ChildOptions`.
 */
export async function runChild(json: string): Promise<void> {
  const { settings, api, token, logFile, isQuick } = childOptions.parse(JSON.parse(json));
  process.once("disconnect", () => process.exit(1));
  const log = pino({ base: { pid: process.pid } }, pino.destination({ dest: logFile, sync: true }));
  const config = parseConfig(settings);
  await startApp({
    config,
    sources: await readListSources(config),
    data: readData(),
    log,
    discord: { token, rest: { api } },
    environment: { PATH: process.env.PATH },
    allowFile: true,
    ...(isQuick && { dispatcherTimes: quickTimes }),
  });
  process.send?.("ready");
}
