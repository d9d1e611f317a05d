import { setTimeout as sleep } from "node:timers/promises";
import { Events, type Interaction } from "discord.js";
import { commands, messageCommands } from "../../commands/index.js";
import { createGuildMembership } from "../announce/guild-membership.js";
import { newerAnnouncement } from "../announce/newer-announcement.js";
import { writeListIds } from "../announce/write-list-ids.js";
import { hasGuild, readShards } from "../config/shards.js";
import { createClient } from "../discord/client.js";
import { meaningOf } from "../discord/close-codes.js";
import { followGuilds } from "../discord/follow-guilds.js";
import { gatewayState } from "../discord/gateway-state.js";
import { logIn } from "../discord/log-in.js";
import { registerAll } from "../discord/register-all.js";
import { watchConnection } from "../discord/watch-connection.js";
import { createFailures } from "../interactions/failures.js";
import { trackWork } from "../interactions/track-work.js";
import { within } from "../interactions/within.js";
import { announcePresence } from "../processes/presence.js";
import { watchSignals } from "../processes/watch-signals.js";
import { countBacklog, oldestUnsent } from "../store/backlog.js";
import { explainStoreError } from "../store/store-error.js";
import { announcementOf } from "../views/announcement-view.js";
import type { AppDeps } from "./app-deps.js";
import { createHandler } from "./create-handler.js";
import { createParts } from "./create-parts.js";
import { startHousekeeping } from "./housekeeping.js";
import { openResources } from "./open-resources.js";
import { reportUnlessStore } from "./report-unless-store.js";

/** How long stopping takes at most, the end of it, and what other processes have changed. Milliseconds. */
const maxStopTime = 9_500;
const maxCloseTime = 500;
const maxSignalTime = 500;
/** How long stopping waits for answers that are in flight. Milliseconds. */
const maxAnswerTime = 1_500;
/** How long the start waits for the first attempt to register the commands, and for the lists. Milliseconds. */
const maxStartWait = 10_000;

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
 * Starts the bot: its lists, Discord, announcements and schedules. Neither waits for the other: answers say what is not
 * read yet.
 *
 * @throws {UsageError} where a setting, the list or the database is wrong, or Discord rejects the token.
 * @throws {StoppedError} where Discord closes the connection for good, the database is away, or the login is given up.
 */
export async function startApp(deps: AppDeps): Promise<App> {
  const { config, log, discord, stopAsked = new Promise(() => {}) } = deps;
  const failures = createFailures(log, explainStoreError);
  const shards = readShards(config);
  const resources = await openResources(deps, shards);
  const { operations } = resources;
  const { db, listen } = resources.store;
  const stopping = new AbortController();

  const client = createClient(
    discord.rest,
    {
      onProblem: failures.report,
      onClosed(code, reason) {
        operations.measures.onClosed?.(code);
        log.warn({ code, reason: reason || meaningOf(code) }, "the connection to Discord was closed");
      },
    },
    shards,
  );
  const ended = watchConnection(client, log, stopping.signal);
  const parts = createParts(deps, resources, client, failures);
  const { lists, listIndex, details, dispatcher, announcing } = parts;
  const handler = await createHandler(deps, resources, parts, client, failures);
  const answering = trackWork();

  const presence = await announcePresence(db, reportUnlessStore(failures, "saying that this bot runs"));
  await lists.open();
  const restored = failures.run("reading the lists", lists.restore);
  let areListsRead = false;
  const loaded = restored.then(lists.checkUnread).then(() => {
    areListsRead = true;
    if (stopping.signal.aborted) return;
    void failures.run("writing the lists of filters by their ids", () => writeListIds(db, lists.withListIds));
    log.info({ lists: listIndex.lists().length, papers: lists.viewOf(null).papers.length }, "lists read");
  });
  operations.observe({
    gateway: () => gatewayState(client),
    lists: lists.watched,
    areListsRead: () => areListsRead,
    outbox: async () => ({ ...(await countBacklog(db)), oldest: await oldestUnsent(db) }),
  });
  const onInteraction = (interaction: Interaction) => answering.add(handler.handle(interaction));
  client.on(Events.InteractionCreate, onInteraction);
  const givenUp = stopAsked.then(() => "The bot was stopped while it started.");
  const login = { log, ended: Promise.race([ended, givenUp]) };
  const ready = await logIn(client, discord.token, login).catch(async (error: unknown) => {
    stopping.abort();
    await lists.stop();
    await client.destroy();
    await presence.stop();
    await resources.close();
    throw error;
  });
  // Of several processes, the one with the first shard registers for all.
  const registered =
    shards === null || shards.ids.includes(0)
      ? registerAll(ready, [...commands, ...messageCommands], { config, log, signal: stopping.signal })
      : Promise.resolve();
  const guildMembership = createGuildMembership({ db, isOurs: (guildId) => hasGuild(shards, guildId) });
  if (lists.canChange()) {
    await followGuilds(ready, guildMembership, announcing.subscriptions, failures);
    // An announcement names its list as that is called.
    void restored.then(() => {
      if (!stopping.signal.aborted) dispatcher.start();
    });
  }
  lists.start();
  details.start();
  const housekeeping = startHousekeeping({
    ...parts,
    db,
    guildMembership,
    historyDays: config.HISTORY_DAYS,
    failures,
  });
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
    onError: reportUnlessStore(failures, "reading what other processes have changed"),
  });
  void failures.run("reading whom to tell something", announcing.personNotices.load);
  void failures.run("looking for newer announcements", sayIfOld);
  void loaded.then(() => failures.run("the first check", lists.checkUnchecked));
  const known = loaded.then(lists.pastsRead);
  await Promise.race([
    Promise.all([registered, known]),
    sleep(maxStartWait, undefined, { ref: false }),
    stopAsked,
  ]);

  /** An old backup would announce again what was announced since: only the operator knows. */
  async function sayIfOld(): Promise<void> {
    const postedAt = await newerAnnouncement({ db, rest: client.rest, botId: ready.user.id, announcementOf });
    if (postedAt === null) return;
    log.error(
      { newest: new Date(postedAt).toISOString() },
      "The database is older than the newest announcement in Discord: if it is a backup, stop the bot and run `paperboy baseline`, or what was announced since is announced again.",
    );
  }

  /** Ends what is in flight: each part has its own limit. People are answered until announcements are settled. */
  async function finishWork(): Promise<void> {
    await Promise.all([details.stop(), lists.stop(), dispatcher.stop()]);
    client.off(Events.InteractionCreate, onInteraction);
    await within(answering.settled(), maxAnswerTime);
    await handler.close();
  }

  return {
    ended,
    check: () => lists.check({ force: true }),
    // Each step has a limit: with a database that is away any may take a minute.
    async stop() {
      const endsAt = performance.now() + maxStopTime;
      const timeLeft = () => Math.max(0, endsAt - performance.now());
      stopping.abort();
      operations.stopping();
      housekeeping.stop();
      await within(signals.stop(), maxSignalTime);
      await within(finishWork(), timeLeft() - maxCloseTime);
      await client.destroy();
      await within(presence.stop().then(resources.close), timeLeft());
    },
  };
}
