import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../app/start-app.js";
import { createLog } from "../config/create-log.js";
import { readData } from "../config/data.js";
import { type ListSource, upstreamAt } from "../config/list-source.js";
import { readEnvironment } from "../config/read-config.js";
import type { Settings } from "../config/read-settings.js";
import { readTextFile } from "../config/read-text-file.js";
import type { Running } from "../start.js";
import { openPlayground, openSandbox } from "./open-sandbox.js";

/**
 * Runs the bot in the sandbox. A list without upstream gets a local one, which the page can change. The database is
 * temporary, as the sandbox's servers are.
 */
export async function startInSandbox(
  { config, sources }: Settings,
  stopAsked: Promise<unknown>,
): Promise<Running> {
  console.log(
    "DISCORD_TOKEN is not set: Paperboy runs in its sandbox, a Discord of its own on this machine.",
  );
  const log = await createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const data = readData();
  const environment = readEnvironment();
  const withoutUpstream = sources.find(({ upstream }) => upstream === null);
  const list = withoutUpstream?.file ? await readTextFile(withoutUpstream.file) : null;
  const sandbox = await openSandbox({ port: config.SANDBOX_PORT });
  const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
  let app: App | null = null;
  const onChange = () => {
    app?.check().catch((error: unknown) => log.error({ err: error }, "checking upstream failed"));
    sandbox.setPanels(playground?.panels ?? []);
  };
  const playground =
    list === null
      ? null
      : await openPlayground({
          folder: join(folder, "upstream"),
          list,
          venues: data.venues,
          environment,
          onChange,
        });
  const stop = async () => {
    await playground?.close();
    await app?.stop();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    app = await startApp({
      config: {
        ...config,
        DATABASE_FILE: join(folder, "paperboy.sqlite"),
        DATABASE_URL: null,
        OPERATOR_GUILD_ID: sandbox.guildId,
      },
      sources: playground === null ? sources : sources.map((source) => withUpstream(source, playground.url)),
      data,
      log,
      discord: sandbox,
      environment,
      allowFile: true,
      stopAsked,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  sandbox.setPanels(playground?.panels ?? []);
  return { stop, ended: app.ended, greeting: `Open ${sandbox.url} and type /` };
}

/** A list without upstream, with the local one. */
function withUpstream(source: ListSource, url: string): ListSource {
  return source.upstream === null ? { ...source, file: null, upstream: upstreamAt(url) } : source;
}
