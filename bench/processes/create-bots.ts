import { join } from "node:path";
import type { Sandbox } from "../../src/sandbox/create-sandbox.js";
import { type BotProcess, createBotProcess } from "./bot-process.js";

interface BotsOptions {
  /** The program; it runs a bot if its arguments are `child JSON`. */
  readonly program: string;
  /** The settings of each bot that are its own, its database among them. */
  readonly settings: readonly Readonly<Record<string, string>>[];
  readonly sandbox: Sandbox;
  /** The folder of the list's repository. */
  readonly upstream: string;
  /** For their mirrors and their log. */
  readonly folder: string;
  readonly isQuick: boolean;
}

/** Bots in processes of their own, each with one shard, which check one list every two seconds. */
export function createBots({
  program,
  settings,
  sandbox,
  upstream,
  folder,
  isQuick,
}: BotsOptions): BotProcess[] {
  return settings.map((own, shard) =>
    createBotProcess(program, {
      settings: {
        DATABASE_FILE: join(folder, "paperboy.sqlite"),
        UPSTREAM_URL: `file://${upstream}`,
        UPSTREAM_CRON: "*/2 * * * * *",
        DETAILS: "false",
        SHARDS: String(shard),
        SHARD_COUNT: String(settings.length),
        ...own,
      },
      api: sandbox.rest.api,
      token: sandbox.token,
      logFile: join(folder, "bots.log"),
      isQuick,
    }),
  );
}
