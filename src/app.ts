import { type Client, Events } from "discord.js";
import type { Logger } from "pino";
import { commands } from "../commands/index.js";
import { createDispatcher } from "./announce/dispatcher.js";
import { createGuildMembership } from "./announce/guild-membership.js";
import { createRestMessenger } from "./announce/rest-messenger.js";
import type { Data } from "./config/data.js";
import type { ListSource } from "./config/list-source.js";
import type { Config } from "./config/settings.js";
import { UsageError } from "./config/usage-error.js";
import { createChannels } from "./discord/channels.js";
import { createClient } from "./discord/client.js";
import { followGuilds } from "./discord/follow-guilds.js";
import { inviteUrl } from "./discord/invite-url.js";
import { logIn } from "./discord/log-in.js";
import { registerAll } from "./discord/register-all.js";
import { createFailures } from "./interactions/failures.js";
import { createRouter } from "./interactions/router.js";
import { createSavedPositions } from "./lists/saved-positions.js";
import { serveLists } from "./lists/serve-lists.js";
import { announcingStatus } from "./lists/status.js";
import { createAnnouncementView } from "./views/announcement-view.js";
import type { Announcing } from "./views/context.js";
import { createAnnouncing, createListName } from "./wiring/announcing.js";
import { openDatabase } from "./wiring/open-database.js";
import { startHousekeeping } from "./wiring/start-housekeeping.js";

interface AppDeps {
  readonly config: Config;
  /** The lists to serve, never none. */
  readonly sources: readonly ListSource[];
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

  // The lists: what is served, to whom, and what watches it.
  let wake = (): void => {};
  const served = await serveLists({
    db,
    config,
    sources: deps.sources,
    data,
    log,
    environment,
    allowFile,
    onRecorded: () => wake(),
  });
  const { listIndex, listViewOf, readFilter, runners, lists } = served;
  log.info({ lists: listIndex.lists().length, papers: listViewOf(null).papers.length }, "lists read");

  // Discord: who asks is answered from the first moment on.
  const client = createClient(discord.rest);
  const positions = await createSavedPositions(db, failures);
  let announcing: Announcing | null = null;
  const handle = createRouter({
    commands,
    failures,
    guildContext: (guildId) => ({
      listView: listViewOf(guildId),
      lists,
      positions,
      announcing,
      operatorGuildId: config.OPERATOR_GUILD_ID,
      facts: {
        version: data.version,
        servers: client.guilds.cache.size,
        latency: client.ws.ping < 0 ? null : client.ws.ping,
        startedAt,
        inviteUrl: inviteUrl(client.application?.id ?? ""),
        status: () => announcingStatus(db, runners),
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
  const view = createAnnouncementView(createListName(listIndex));
  const dispatcher = createDispatcher({ db, messenger, view, log });
  wake = dispatcher.wake;
  const guildMembership = createGuildMembership({ db });
  if (lists.adding !== null || runners.all().some(({ watcher }) => watcher !== null)) {
    announcing = createAnnouncing({
      db,
      listIndex,
      listViewOf,
      readFilter,
      channels,
      messenger,
      runners,
      onDue: wake,
    });
    await followGuilds(ready, guildMembership, announcing.subscriptions, failures);
    dispatcher.start();
  }
  runners.start();
  const housekeeping = startHousekeeping([guildMembership.sweep, served.follow, served.sweep], failures);
  void failures.run("the first look upstream", () => runners.check());

  return {
    check: () => runners.check({ force: true }),
    async stop() {
      housekeeping.stop();
      await runners.stop();
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
