import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events } from "discord.js";
import type { Logger } from "pino";
import { commands } from "../commands/index.js";
import { createDispatcher } from "./announce/dispatcher.js";
import { createGuildLife } from "./announce/guild-life.js";
import { createRestMessenger } from "./announce/rest-messenger.js";
import { createRegistry } from "./catalogue/registry.js";
import type { Data } from "./data.js";
import { createAnnouncementView } from "./discord/announcement-view.js";
import { createChannels } from "./discord/channels.js";
import { createClient } from "./discord/client.js";
import type { Announcing } from "./discord/context.js";
import { createFailures } from "./discord/failures.js";
import { inviteUrl } from "./discord/invite-url.js";
import { logIn } from "./discord/log-in.js";
import { createRouter } from "./discord/router.js";
import { createLibraries } from "./library/create-libraries.js";
import { createListChoices } from "./library/list-choices.js";
import type { ListSource } from "./list-sources.js";
import type { Config } from "./settings.js";
import { UsageError } from "./usage-error.js";
import { createAnnouncing, createListName, createReadFilter } from "./wiring/announcing.js";
import { createAddedLists } from "./wiring/create-added-lists.js";
import { createListAdding } from "./wiring/create-list-adding.js";
import { createListRunners, type ListRunners } from "./wiring/create-list-runners.js";
import { createLists } from "./wiring/create-lists.js";
import { followGuilds } from "./wiring/follow-guilds.js";
import { openDatabase } from "./wiring/open-database.js";
import { registerAll } from "./wiring/register-all.js";
import { createSavedPositions } from "./wiring/saved-positions.js";
import { announcingStatus } from "./wiring/status.js";

/** How long the bot waits for lists it never saw before it logs in all the same. Milliseconds. */
const longestFirstLook = 30_000;
/** How often what is no longer wanted is cleared away, and what other processes changed is read. Milliseconds. */
const housekeepingGap = 60_000;

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

  // The lists: served from the store at once where they were seen before, else from upstream or from their files.
  const libraries = createLibraries(data.vocabulary);
  const choices = createListChoices(db);
  await choices.load();
  const libraryOf = (guildId: string | null) => libraries.of(choices.seenBy(guildId, libraries.lists()));
  const readFilter = createReadFilter(libraries);
  let wake = (): void => {};
  const runners = createListRunners({
    db,
    databaseFile: config.DATABASE_FILE,
    allowFile,
    environment,
    venues: data.venues,
    libraries,
    registry: createRegistry(),
    readFilter,
    log,
    onRecorded: () => wake(),
    onError: (error) => log.error({ err: error }, "looking upstream failed"),
  });
  const addedLists = createAddedLists({ db, runners, databaseFile: config.DATABASE_FILE, log });
  const unseen: string[] = [];
  for (const source of deps.sources) {
    if (!(await runners.add(source).restore())) unseen.push(source.id);
  }
  if (config.ALLOW_SERVER_LISTS) await addedLists.sync();
  await firstLooks(unseen, runners);
  log.info({ lists: deps.sources.length, papers: libraryOf(null).papers.length }, "lists read");

  // Discord: who asks is answered from the first moment on.
  const client = createClient(discord.rest);
  const positions = await createSavedPositions(db, failures);
  const adding = config.ALLOW_SERVER_LISTS
    ? createListAdding({
        db,
        libraries,
        choices,
        runners,
        addedLists,
        venues: data.venues,
        databaseFile: config.DATABASE_FILE,
        environment,
        hosts: config.SERVER_LIST_HOSTS,
        allowFile,
      })
    : null;
  const lists = createLists({ db, libraries, choices, runners, adding });
  let announcing: Announcing | null = null;
  const handle = createRouter({
    commands,
    failures,
    surroundings: (guildId) => ({
      library: libraryOf(guildId),
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
  const view = createAnnouncementView(createListName(libraries));
  const dispatcher = createDispatcher({ db, messenger, view, log });
  wake = dispatcher.wake;
  const guildLife = createGuildLife({ db });
  if (adding !== null || runners.all().some(({ watcher }) => watcher !== null)) {
    announcing = createAnnouncing({
      db,
      libraries,
      libraryOf,
      readFilter,
      channels,
      messenger,
      runners,
      onDue: wake,
    });
    await followGuilds(ready, guildLife, announcing.subscriptions, failures);
    dispatcher.start();
  }
  runners.begin();
  const housekeeping = setInterval(
    () =>
      failures.contain("housekeeping", async () => {
        await guildLife.sweep();
        await choices.load();
        if (adding !== null) await addedLists.sync();
      }),
    housekeepingGap,
  );
  void failures.contain("the first look upstream", () => runners.check());

  return {
    check: () => runners.check({ force: true }),
    async stop() {
      clearInterval(housekeeping);
      await runners.stop();
      await dispatcher.stop();
      await client.destroy();
      await close();
    },
  };
}

/** Lists that were never seen are looked at before anybody can ask for them, as far as their hosts are quick. */
async function firstLooks(ids: readonly string[], runners: ListRunners): Promise<void> {
  const looks = (async () => {
    for (const id of ids) await runners.check({ only: id });
  })();
  await Promise.race([looks, sleep(longestFirstLook, undefined, { ref: false })]);
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
