import { type Client, Events } from "discord.js";
import type { Logger } from "pino";
import { commands } from "../commands/index.js";
import { createChangeLog } from "./announce/change-log.js";
import { createDispatcher } from "./announce/dispatcher.js";
import { createGuildLife } from "./announce/guild-life.js";
import { createRestMessenger } from "./announce/rest-messenger.js";
import type { Data } from "./data.js";
import { createAnnouncementView } from "./discord/announcement-view.js";
import { createChannels } from "./discord/channels.js";
import { createClient } from "./discord/client.js";
import type { Announcing } from "./discord/context.js";
import { createFailures } from "./discord/failures.js";
import { inviteUrl } from "./discord/invite-url.js";
import { logIn } from "./discord/log-in.js";
import { createRouter } from "./discord/router.js";
import type { Config } from "./settings.js";
import { startSchedule } from "./upstream/schedule.js";
import { UsageError } from "./usage-error.js";
import { createAnnouncing, createReadFilter } from "./wiring/announcing.js";
import { createUpstream } from "./wiring/create-upstream.js";
import { followGuilds } from "./wiring/follow-guilds.js";
import { firstLibrary, nextLibrary } from "./wiring/library.js";
import { openDatabase } from "./wiring/open-database.js";
import { registerAll } from "./wiring/register-all.js";
import { createSavedPositions } from "./wiring/saved-positions.js";
import { createServed } from "./wiring/served.js";
import { createStatus } from "./wiring/status.js";

interface AppDeps {
  readonly config: Config;
  readonly data: Data;
  readonly log: Logger;
  /** Where Discord is: the real one, or the sandbox's REST address and token. */
  readonly discord: { readonly rest?: { readonly api: string }; readonly token: string };
  /** What programs started by this one are given: git, ssh. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile?: boolean;
}

/** The running bot. */
export interface App {
  /** Looks upstream now, whatever the clock says, and announces what is new. */
  readonly check: () => Promise<void>;
  /** Finishes what is in hand, and ends. */
  readonly stop: () => Promise<void>;
}

/**
 * Wires the bot and starts it: the one place that sees every part, in the order in which they need each other.
 *
 * @throws {UsageError} where a setting, the list or the database is wrong, or Discord refuses the token or the server.
 */
export async function startApp(deps: AppDeps): Promise<App> {
  const { config, data, log, discord, environment, allowFile = false } = deps;
  const startedAt = Date.now();
  const failures = createFailures(log);
  const { db, close } = await openDatabase(config.DATABASE_FILE);

  // The list: served from the store at once where it was seen before, else from upstream or from its file.
  const served = createServed(await firstLibrary(config, data));
  const readFilter = createReadFilter(served.library);
  let wake = (): void => {};
  const store = createChangeLog({ db, readFilter, onRecorded: () => wake() });
  const upstream = createUpstream({
    config,
    allowFile,
    environment,
    venues: data.venues,
    store,
    onVersion: (version, page) =>
      served.replace(nextLibrary(version, page, { last: served.library(), config, data })),
    onTrouble: (sentence) => (sentence ? log.warn({}, sentence) : log.info({}, "the upstream is well again")),
  });
  const status = createStatus({ db, upstream });
  if (upstream !== null && !(await upstream.watcher.restore())) await status.check();
  log.info({ papers: served.library().catalogue.papers.length }, "list read");

  // Discord: who asks is answered from the first moment on.
  const client = createClient(discord.rest);
  const positions = await createSavedPositions(db, failures);
  let announcing: Announcing | null = null;
  const handle = createRouter({
    commands,
    failures,
    surroundings: () => ({
      library: served.library(),
      positions,
      announcing,
      operatorGuildId: config.OPERATOR_GUILD_ID,
      facts: {
        version: data.version,
        servers: client.guilds.cache.size,
        latency: client.ws.ping < 0 ? null : client.ws.ping,
        startedAt,
        inviteUrl: inviteUrl(client.application?.id ?? ""),
        status: status.lines,
      },
    }),
  });
  client.on(Events.InteractionCreate, handle);
  logConnection(client, log);
  const ready = await readyOrExplain(client, discord.token, log);
  await registerAll(ready, config, log);

  // Announcements: from what is recorded to what is sent.
  const channels = createChannels(ready);
  const messenger = createRestMessenger({
    token: discord.token,
    botId: ready.user.id,
    noticeChannel: channels.noticeChannel,
    ...discord.rest,
  });
  const view = createAnnouncementView(() => served.library().name);
  const dispatcher = createDispatcher({ db, messenger, view, log });
  wake = dispatcher.wake;
  const guildLife = createGuildLife({ db });
  if (upstream !== null) {
    const { watcher } = upstream;
    const held = store.loadHeld;
    const { library } = served;
    announcing = createAnnouncing({ db, library, channels, messenger, watcher, held, onDue: wake });
    await followGuilds(ready, guildLife, announcing.subscriptions, failures);
    dispatcher.start();
  }
  const look = async () => {
    await status.check();
    await guildLife.sweep();
  };
  const schedule =
    upstream &&
    startSchedule({
      cron: config.UPSTREAM_CRON,
      timezone: config.UPSTREAM_ZONE,
      run: look,
      onError: (error) => log.error({ err: error }, "looking upstream failed"),
    });
  status.nextCheck(() => schedule?.next() ?? null);
  void failures.contain("the first look upstream", look);

  return {
    check: () => status.check({ force: true }),
    async stop() {
      await schedule?.stop();
      await dispatcher.stop();
      await client.destroy();
      await close();
    },
  };
}

async function readyOrExplain(client: Client, token: string, log: Logger): Promise<Client<true>> {
  const login = await logIn(client, token, log);
  if (login.kind === "ready") return login.client;
  throw new UsageError(
    "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.",
  );
}

function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ err: error }, "the connection to Discord failed"));
  client.on(Events.ShardReconnecting, () => log.info({}, "reconnecting to Discord"));
  client.on(Events.ShardResume, () => log.info({}, "connected to Discord again"));
}
