import { loadAnnouncement } from "../announce/announcement.js";
import { checkSettings } from "../announce/check-settings.js";
import { explainDeliveries } from "../announce/explain-deliveries.js";
import type { Messenger } from "../announce/messenger.js";
import { outcomeOf } from "../announce/outcome-of.js";
import type { ReadFilter } from "../announce/plan-deliveries.js";
import { preview } from "../announce/preview.js";
import { createSubscriptions } from "../announce/subscriptions.js";
import type { Channels } from "../discord/channels.js";
import { count } from "../interactions/text.js";
import type { ListIndex } from "../lists/list-index.js";
import type { ListRunners } from "../lists/list-runners.js";
import type { ListView } from "../lists/list-view.js";
import { matches } from "../search/matches.js";
import { loadHistory } from "../store/changes.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import { createAnnouncementView } from "../views/announcement-view.js";
import type { Announcing } from "../views/context.js";

/** How many of the latest changes previews and /new go through. */
const historyLength = 2000;
/** A person waits for a sample: Discord wants an answer within three seconds. Milliseconds. */
const sampleTime = 2000;

interface AnnouncingDeps {
  readonly db: Db;
  readonly listIndex: ListIndex;
  /** What a server sees. */
  readonly listViewOf: (guildId: string) => ListView;
  readonly readFilter: ReadFilter;
  readonly channels: Channels;
  readonly messenger: Messenger;
  readonly runners: ListRunners;
  /** Called when something may be due now. */
  readonly onDue: () => void;
}

/** What a subscription's filter asks of a paper: the same query language as /search, over every list there is. */
export function createReadFilter(listIndex: ListIndex): ReadFilter {
  return (text) => {
    const parsed = listIndex.parse(text);
    if (parsed.kind === "invalid") return null;
    return ({ paper, listId }) => matches(parsed.query, { ...paper, lists: [listId] });
  };
}

/** What a list is called, also where it is served no more. */
export function createListName(listIndex: ListIndex): (listId: string) => string {
  return (listId) => listIndex.find(listId)?.name ?? listId;
}

/** What commands can do with announcements, over the store. */
export function createAnnouncing(deps: AnnouncingDeps): Announcing {
  const { db, listIndex, listViewOf, readFilter, channels, messenger, runners, onDue } = deps;
  const checkQuery = (text: string, guildId: string) => {
    const parsed = listViewOf(guildId).search.parse(text);
    if (parsed.kind === "query") return { kind: "valid" as const };
    return { ...parsed, message: `At character ${parsed.position + 1} of the filter: ${parsed.message}` };
  };
  const listName = createListName(listIndex);
  const view = createAnnouncementView(listName);
  const history = (lists: readonly string[]) => loadHistory(db, { lists, limit: historyLength });
  const seenBy = (guildId: string) => listViewOf(guildId).lists.map(({ id }) => id);

  return {
    subscriptions: createSubscriptions({ db, checkQuery, onDue }),
    channels,
    history,
    loadAnnouncement: (messageId) => loadAnnouncement(db, messageId),
    problemWith: (settings) => checkSettings(settings, checkQuery),
    preview: async (settings) => preview(settings, await history(seenBy(settings.guildId)), readFilter),
    explainDeliveries: (guildId, paper) =>
      explainDeliveries(db, guildId, paper, { lists: seenBy(guildId), readFilter }),
    async sendSample(subscription) {
      const { papers, lists } = listViewOf(subscription.guildId);
      const [paper] = papers;
      if (paper === undefined)
        return { kind: "refused", reason: "the list has no papers to make a sample of" };
      const id = newId();
      const [listId = ""] = paper.lists;
      const revision = lists.find((list) => list.id === listId)?.revision ?? {
        sha: "0".repeat(40),
        date: new Date().toISOString(),
        url: null,
      };
      const { body, threadName } = view({
        id,
        subscription: { ...subscription, mentionRoleId: null },
        changes: [{ id, listId, kind: "added", paper, before: null, revision, recordedAt: Date.now() }],
      });
      const marked = { ...body, content: `🧪 A sample, nothing is new: ${body.content ?? ""}` };
      const signal = AbortSignal.timeout(sampleTime);
      return outcomeOf(await messenger.send(subscription, { body: marked, threadName }, id, signal));
    },
    async held() {
      return (await runners.held()).map(({ runner: { source }, held }) => ({
        ...held,
        listId: source.id,
        listName: listName(source.id),
      }));
    },
    async release(listId, telling) {
      const watcher = runners.find(listId)?.watcher ?? null;
      const outcome = watcher === null ? null : await watcher.release(telling);
      if (outcome === null || outcome.kind === "nothing-held") return "No revision of it is held any more.";
      if (outcome.kind === "failed") return `It could not be released: ${outcome.reason}`;
      const changes = count(outcome.step.changes.length, "change");
      return telling === "none"
        ? `Commit ${outcome.step.revision.sha.slice(0, 7)} is the new baseline; nobody is told of its ${changes}.`
        : `Commit ${outcome.step.revision.sha.slice(0, 7)} goes on: ${changes} will be told${telling === "digest" ? " as one digest" : ""}.`;
    },
  };
}
