import type { Client } from "discord.js";
import { type Announcing, createAnnouncing } from "../announce/announcing.js";
import { createDispatcher, type Dispatcher } from "../announce/dispatcher.js";
import { createLateAnnouncing } from "../announce/late-announcing.js";
import { createRestMessenger } from "../announce/rest-messenger.js";
import { watchResponses } from "../announce/watch-responses.js";
import { createDetails, type DetailsService } from "../details/create-details.js";
import { detailsSources } from "../details/details-sources.js";
import { type Channels, createChannels } from "../discord/channels.js";
import type { Failures } from "../interactions/failures.js";
import { createLists, type ListService } from "../lists/create-lists.js";
import { createPapersFor } from "../lists/create-papers-for.js";
import { createGitAccess } from "../lists/git-access.js";
import { createListIndex, type ListIndex } from "../lists/list-index.js";
import { createRequestBudget } from "../processes/request-budget.js";
import { createAnnouncementView } from "../views/announcement-view.js";
import { createServerView } from "../views/server-view.js";
import type { AppDeps } from "./app-deps.js";
import type { Resources } from "./open-resources.js";
import { reportUnlessStore } from "./report-unless-store.js";

/** The parts of the bot, which are not started yet. */
export interface Parts {
  readonly channels: Channels;
  readonly details: DetailsService;
  readonly listIndex: ListIndex;
  readonly lists: ListService;
  readonly dispatcher: Dispatcher;
  readonly announcing: Announcing;
  /** Announces to subscriptions of authors what became known of papers that were added before. */
  readonly announceLate: () => Promise<void>;
}

/** Makes them, in the order in which data flows: from a list's revision to deliveries, and from deliveries to messages. */
export function createParts(
  deps: AppDeps,
  { operations: { measures }, store: { db, forAnswers, listen } }: Resources,
  client: Client,
  failures: Failures,
): Parts {
  const { config, sources, data, log, discord, environment, allowFile = false } = deps;
  const details = createDetails({
    db,
    sources: config.DETAILS ? detailsSources(config, data.version) : [],
    papers: () => listIndex.lists().flatMap(({ papers }) => papers),
    onKnown(paperIds) {
      listIndex.describe(paperIds);
      announceLateSoon();
    },
    log,
    onError: reportUnlessStore(failures, "reading details"),
  });
  const listIndex = createListIndex(data.vocabulary, {
    detailsOf: details.of,
    detailsOfKey: details.ofKey,
    onServed: details.refreshSoon,
  });
  const lists = createLists({
    db,
    forAnswers,
    sources,
    allowServerLists: config.ALLOW_SERVER_LISTS,
    maxServerListBytes: config.SERVER_LIST_DISK * 1_000_000,
    gitAccess: createGitAccess({
      databaseFile: config.DATABASE_FILE,
      environment,
      allowFile,
      hosts: config.SERVER_LIST_HOSTS,
    }),
    listIndex,
    vocabulary: data.vocabulary,
    reader: deps.reader,
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
    onDue: () => dispatcher.wake(),
  });
  function announceLateSoon(): void {
    void failures.run("announcing to subscriptions of authors", announceLate);
  }

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
    papersFor,
  });
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
  return { channels, details, listIndex, lists, dispatcher, announcing, announceLate };
}
