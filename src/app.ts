import { setTimeout as sleep } from "node:timers/promises";
import { Events, type Interaction } from "discord.js";
import type { Logger } from "pino";
import { commands, messageCommands } from "../commands/index.js";
import { routes } from "../commands/routes.js";
import { createAnnouncing } from "./announce/announcing.js";
import { createDispatcher, type DispatcherDeps } from "./announce/dispatcher.js";
import { createGuildMembership } from "./announce/guild-membership.js";
import { createLateAnnouncing } from "./announce/late-announcing.js";
import { newerAnnouncement } from "./announce/newer-announcement.js";
import { createRestMessenger } from "./announce/rest-messenger.js";
import { watchResponses } from "./announce/watch-responses.js";
import { createCiter } from "./citations/create-citer.js";
import type { Data } from "./config/data.js";
import type { ListSource } from "./config/list-source.js";
import type { Config } from "./config/settings.js";
import { hasGuild, namesOf, readShards } from "./config/shards.js";
import { claimedFile, storeAddress } from "./config/store-address.js";
import { UsageError } from "./config/usage-error.js";
import { createDetails } from "./details/create-details.js";
import { detailsSources } from "./details/details-sources.js";
import { createChannels } from "./discord/channels.js";
import { createClient } from "./discord/client.js";
import { meaningOf } from "./discord/close-codes.js";
import { followGuilds } from "./discord/follow-guilds.js";
import { gatewayState } from "./discord/gateway-state.js";
import { inviteUrl } from "./discord/invite-url.js";
import { logIn } from "./discord/log-in.js";
import { registerAll } from "./discord/register-all.js";
import { watchConnection } from "./discord/watch-connection.js";
import { createFailures, type Failures } from "./interactions/failures.js";
import { createRouter } from "./interactions/router.js";
import { trackWork } from "./interactions/track-work.js";
import { within } from "./interactions/within.js";
import { createLists } from "./lists/create-lists.js";
import { createPapersFor } from "./lists/create-papers-for.js";
import { createGitAccess } from "./lists/git-access.js";
import { createListIndex } from "./lists/list-index.js";
import { loadShufflePositions } from "./lists/shuffle-positions.js";
import { createOperations } from "./operations/create-operations.js";
import { createOnce } from "./processes/once.js";
import { announcePresence } from "./processes/presence.js";
import { createRequestBudget } from "./processes/request-budget.js";
import { watchSignals } from "./processes/watch-signals.js";
import { countBacklog, oldestUnsent } from "./store/backlog.js";
import { claimBot } from "./store/claim-bot.js";
import { deleteDraftsBefore } from "./store/drafts.js";
import { openStore } from "./store/open-store.js";
import { deletePersonalData, loadPersonalData } from "./store/personal-data.js";
import { deletePressesBefore, insertPress } from "./store/presses.js";
import { explainStoreError, StoreError } from "./store/store-error.js";
import { sweepHistory } from "./store/sweep-history.js";
import { announcementOf, createAnnouncementView } from "./views/announcement-view.js";
import type { BotFacts, Context, Privacy } from "./views/context.js";
import { createServerView } from "./views/server-view.js";

/** Time between two runs of the housekeeping. Milliseconds. */
const housekeepingInterval = 60_000;
/** For how long what a person filled in or pressed is kept. Days. */
const draftDays = 1;
/** How long stopping waits for what is in flight, and for answers among it. Milliseconds. */
const maxStopTime = 9_000;
const maxAnswerTime = 1_500;
/** How long the start waits for the first attempt to register the commands, and for the lists. Milliseconds. */
const maxStartWait = 10_000;

interface AppDeps {
  readonly config: Config;
  /** The lists to serve, at least one. */
  readonly sources: readonly ListSource[];
  readonly data: Data;
  readonly log: Logger;
  /** The token and, where it is not Discord's own, the address of the REST API. */
  readonly discord: { readonly rest?: { readonly api: string }; readonly token: string };
  /** The variables that git and ssh are given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile?: boolean;
  /** Shorter times for tests. */
  readonly dispatcherTimes?: DispatcherDeps["times"];
}

/** The running bot. */
export interface App {
  /** Checks upstream now, regardless of schedule and back-off, and announces what is new. */
  readonly check: () => Promise<void>;
  /** The sentence with which the bot has to end, because Discord has closed the connection for good. */
  readonly ended: Promise<string>;
  /** Finishes the work in progress, and stops. */
  readonly stop: () => Promise<void>;
}

/**
 * Wires the bot and starts it: the one place that sees every part, in the order in which they need each other.
 *
 * @throws {UsageError} where a setting, the list or the database is wrong, or Discord rejects the token.
 * @throws {StoppedError} where Discord closes the connection for good.
 */
export async function startApp(deps: AppDeps): Promise<App> {
  const { config, sources, data, log, discord, environment, allowFile = false } = deps;
  const {
    DATABASE_FILE: databaseFile,
    SERVER_LIST_HOSTS: hosts,
    OPERATOR_GUILD_ID: operatorGuildId,
    HISTORY_DAYS: historyDays,
  } = config;
  const startedAt = Date.now();
  const failures = createFailures(log, explainStoreError);
  const shards = readShards(config);
  const claim = claimBot({
    databaseFile: claimedFile(config),
    token: discord.token,
    shards: namesOf(shards),
  });
  if (claim.kind === "taken") {
    throw new UsageError(
      `Paperboy runs already, with the same token and the database ${databaseFile}: stop that one first, as both would answer.`,
    );
  }
  const operations = await createOperations({
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    version: data.version,
    log,
  }).catch((error: unknown) => {
    claim.release();
    throw error;
  });
  const { measures } = operations;
  const store = await openStore({
    ...storeAddress(config),
    onQuery: measures.onQuery,
    onTrouble: (sentence) =>
      sentence === null ? log.info("the database can be used again") : log.error(sentence),
  });
  if (store.kind !== "open") {
    await operations.close();
    claim.release();
    throw new UsageError(store.message);
  }
  const { db, forAnswers, listen } = store.store;
  const once = createOnce({ db });
  const close = async () => {
    await store.store.close();
    await operations.close();
    claim.release();
  };

  // Discord, before login.
  const client = createClient(
    discord.rest,
    {
      onProblem: failures.report,
      onClosed(code, reason) {
        measures.onClosed?.(code);
        log.warn({ code, reason: reason || meaningOf(code) }, "the connection to Discord was closed");
      },
    },
    shards,
  );
  const stopping = new AbortController();
  const ignoreStoreErrors = (doing: string) => (error: unknown) => {
    if (!(error instanceof StoreError)) failures.report(error, doing);
  };
  const ended = watchConnection(client, log, stopping.signal);
  const channels = createChannels(client);
  const responses = watchResponses({ onResponse: measures.onResponse });
  responses.watch(client.rest);
  const messenger = createRestMessenger({
    responses,
    token: discord.token,
    botId: () => client.user?.id ?? "",
    noticeChannel: channels.noticeChannel,
    // A file is for one process, which discord.js keeps within Discord's limits.
    budget: listen === null ? null : createRequestBudget(db),
    ...discord.rest,
  });

  // From a list's revision to deliveries, and from deliveries to messages.
  const details = createDetails({
    db,
    sources: config.DETAILS ? detailsSources(config, data.version) : [],
    papers: () => listIndex.lists().flatMap(({ papers }) => papers),
    onKnown(paperIds) {
      listIndex.describe(paperIds);
      announceLateSoon();
    },
    log,
    onError: ignoreStoreErrors("reading details"),
  });
  const listIndex = createListIndex(data.vocabulary, {
    detailsOf: details.of,
    onServed: details.refreshSoon,
  });
  const view = createServerView(
    createAnnouncementView(listIndex.nameOf, details.of),
    channels,
    listIndex.nameOf,
  );
  const dispatcher = createDispatcher({
    db,
    messenger,
    view,
    log,
    missingPermissions: channels.missingFor,
    ...(deps.dispatcherTimes && { times: deps.dispatcherTimes }),
    onOutcome: measures.onOutcome,
    // By the time that it asks, there are lists.
    papersFor: (subscription) => papersFor(subscription),
  });
  const lists = createLists({
    db,
    forAnswers,
    sources,
    allowServerLists: config.ALLOW_SERVER_LISTS,
    maxServerListBytes: config.SERVER_LIST_DISK * 1_000_000,
    gitAccess: createGitAccess({ databaseFile, environment, allowFile, hosts }),
    listIndex,
    venues: data.venues,
    log,
    onRecorded() {
      dispatcher.wake();
      // The authors may have become known while the filters were matched.
      announceLateSoon();
    },
  });
  const papersFor = createPapersFor(lists.viewOf, lists.readFilter);
  const announceLate = createLateAnnouncing({
    db,
    isKnown: (paper) => details.of(paper) !== null,
    listOf: (id) => listIndex.find(id),
    readFilter: lists.readFilter,
    onDue: dispatcher.wake,
  });
  function announceLateSoon(): void {
    void failures.run("announcing to subscriptions of authors", announceLate);
  }
  const announcing = createAnnouncing({
    db: forAnswers,
    checkQuery: lists.checkQuery,
    readFilter: lists.readFilter,
    papersFor,
    listsVisibleTo: (guildId) => lists.viewOf(guildId).lists.map(({ id }) => id),
    messenger,
    view,
    onDue: dispatcher.wake,
  });
  const guildMembership = createGuildMembership({ db, isOurs: (guildId) => hasGuild(shards, guildId) });

  // From an interaction to its answer.
  const positions = await loadShufflePositions(db, (error) => {
    if (!(error instanceof StoreError))
      log.warn({ err: error }, "the position of a /random could not be saved");
  });
  const privacy: Privacy = {
    load: (personId) => loadPersonalData(forAnswers, personId),
    async erase(personId) {
      await positions.forget(personId);
      return await deletePersonalData(forAnswers, personId);
    },
  };
  // Few answers say any of it.
  const facts: BotFacts = {
    version: data.version,
    startedAt,
    get servers() {
      return client.guilds.cache.size;
    },
    get latency() {
      return client.ws.ping < 0 ? null : client.ws.ping;
    },
    get inviteUrl() {
      return inviteUrl(client.application?.id ?? "");
    },
  };
  const citer = createCiter(data.venues);
  const answering = trackWork();
  const handle = createRouter({
    commands,
    messageCommands,
    routes,
    failures,
    operatorGuildId,
    onHandled: measures.onHandled,
    once: (press) => insertPress(forAnswers, press, Date.now()),
    async noteFor(personId) {
      let notes: readonly string[] = [];
      await failures.run("reading what a person is to be told", async () => {
        notes = await announcing.personNotices.take(personId);
      });
      return notes.length === 0 ? null : notes.join("\n");
    },
    contextOf: (caller): Context => ({
      ...caller,
      listView: lists.viewOf(caller.guildId),
      lists,
      positions,
      details,
      citer,
      channels,
      privacy,
      announcing: lists.canChange() ? (client.isReady() ? announcing : "starting") : null,
      facts,
    }),
  });

  // Start: the lists, Discord, announcements, schedules. Neither waits for the other: answers say what is not read yet.
  const presence = await announcePresence(db, ignoreStoreErrors("saying that this bot runs"));
  await lists.open();
  const restored = failures.run("reading the lists", lists.restore);
  const loaded = restored.then(lists.checkUnread).then(() => {
    if (stopping.signal.aborted) return;
    log.info({ lists: listIndex.lists().length, papers: lists.viewOf(null).papers.length }, "lists read");
  });
  let areListsRead = false;
  void loaded.then(() => {
    areListsRead = true;
  });
  operations.observe({
    gateway: () => gatewayState(client),
    lists: lists.watched,
    areListsRead: () => areListsRead,
    outbox: async () => ({ ...(await countBacklog(db)), oldest: await oldestUnsent(db) }),
  });
  const onInteraction = (interaction: Interaction) => answering.add(handle(interaction));
  client.on(Events.InteractionCreate, onInteraction);
  const ready = await logIn(client, discord.token, { log, ended }).catch(async (error: unknown) => {
    stopping.abort();
    await lists.stop();
    await client.destroy();
    await presence.stop();
    await close();
    throw error;
  });
  // Of several processes, the one with the first shard registers for all.
  const registered =
    shards === null || shards.ids.includes(0)
      ? registerAll(ready, [...commands, ...messageCommands], { config, log, signal: stopping.signal })
      : Promise.resolve();
  if (lists.canChange()) {
    await followGuilds(ready, guildMembership, announcing.subscriptions, failures);
    // An announcement names its list as that is called.
    void restored.then(() => {
      if (!stopping.signal.aborted) dispatcher.start();
    });
  }
  lists.start();
  details.start();
  const housekeeping = every(
    housekeepingInterval,
    [
      () =>
        once(
          "housekeeping",
          Math.floor(Date.now() / housekeepingInterval) * housekeepingInterval,
          async () => {
            await guildMembership.sweep();
            await sweepHistory(db, Date.now() - historyDays * 86_400_000);
            await deleteDraftsBefore(db, Date.now() - draftDays * 86_400_000);
            await deletePressesBefore(db, Date.now() - draftDays * 86_400_000);
          },
        ),
      lists.refresh,
      details.refresh,
      announceLate,
      lists.sweepMirrors,
    ],
    failures,
  );
  const signals = await watchSignals({
    db,
    listen,
    handlers: {
      async lists() {
        dispatcher.wake();
        await lists.catchUp();
      },
      choices: lists.refresh,
      notices: announcing.personNotices.load,
    },
    onError: ignoreStoreErrors("reading what other processes have changed"),
  });
  void failures.run("reading whom to tell something", announcing.personNotices.load);
  void failures.run("looking for newer announcements", sayIfOld);
  void loaded.then(() => failures.run("the first check", lists.checkUnchecked));
  const known = loaded.then(lists.pastsRead);
  await Promise.race([Promise.all([registered, known]), sleep(maxStartWait, undefined, { ref: false })]);

  /** An old backup would announce again what was announced since: only the operator knows. */
  async function sayIfOld(): Promise<void> {
    const postedAt = await newerAnnouncement({ db, rest: client.rest, botId: ready.user.id, announcementOf });
    if (postedAt === null) return;
    log.error(
      { newest: new Date(postedAt).toISOString() },
      "The database is older than the newest announcement in Discord: if it is a backup, stop the bot and run `paperboy baseline`, or what was announced since is announced again.",
    );
  }

  return {
    ended,
    check: () => lists.check({ force: true }),
    async stop() {
      stopping.abort();
      operations.stopping();
      housekeeping.stop();
      await signals.stop();
      await within(finishWork(), maxStopTime);
      await client.destroy();
      await presence.stop();
      await close();
    },
  };

  /** Ends what is in flight: each part has its own limit. People are answered until announcements are settled. */
  async function finishWork(): Promise<void> {
    await Promise.all([details.stop(), lists.stop(), dispatcher.stop()]);
    client.off(Events.InteractionCreate, onInteraction);
    await within(answering.settled(), maxAnswerTime);
    await citer.close();
  }
}

/** Runs chores one after another, again and again. A chore that throws is logged and does not stop the others. */
function every(
  interval: number,
  chores: readonly (() => Promise<unknown>)[],
  failures: Failures,
): { readonly stop: () => void } {
  const timer = setInterval(async () => {
    for (const chore of chores) await failures.run("housekeeping", async () => void (await chore()));
  }, interval);
  return { stop: () => clearInterval(timer) };
}
