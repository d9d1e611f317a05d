import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { startApp } from "../../src/app/start-app.js";
import { readData } from "../../src/config/data.js";
import { parseConfig } from "../../src/config/read-config.js";
import { readListSources } from "../../src/config/read-list-sources.js";
import { type ChildReport, childOptions } from "./child-options.js";

/** Milliseconds. Upstream is checked more often than a cron expression can say. */
const checkInterval = 3_000;
const reportInterval = 5_000;
/** A full garbage collection stops the process: once a minute is enough. */
const reportsPerCollection = 12;

/**
 * Runs the whole bot until it is killed, and reports its memory and the delay of its event loop to its parent.
 *
 * @param json a `ChildOptions`.
 */
export async function runChild(json: string): Promise<void> {
  const { databaseFile, configFile, logFile, api, token } = childOptions.parse(JSON.parse(json));
  const report = (message: ChildReport) => process.send?.(message);
  process.once("disconnect", () => process.exit(1));
  const log = pino(
    { base: null },
    pino.multistream([
      { stream: pino.destination({ dest: logFile, sync: true }) },
      {
        stream: {
          write(line: string) {
            if (line.includes("connection to Discord was closed"))
              report({ kind: "connection", open: false });
            if (line.includes("connected to Discord again")) report({ kind: "connection", open: true });
          },
        },
      },
    ]),
  );
  const config = parseConfig({
    DATABASE_FILE: databaseFile,
    CONFIG_FILE: configFile,
    ALLOW_SERVER_LISTS: "true",
  });
  const app = await startApp({
    config,
    sources: await readListSources(config),
    data: readData(),
    log,
    discord: { token, rest: { api } },
    environment: { PATH: process.env.PATH },
    allowFile: true,
  });
  report({ kind: "ready" });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let reports = 0;
  setInterval(() => {
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6);
    reports += 1;
    const collects = reports % reportsPerCollection === 0;
    if (collects) globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    report({
      kind: "load",
      rss,
      liveHeap: collects ? heapUsed : null,
      delay: { p50: p50 ?? 0, p99: p99 ?? 0, max: max ?? 0 },
    });
    delay.reset();
  }, reportInterval);
  for (;;) {
    await app.check().catch((error: unknown) => log.error({ err: error }, "a check failed"));
    await sleep(checkInterval);
  }
}
