import { loadAnnouncement } from "../announce/announcement.js";
import { checkSettings } from "../announce/check-settings.js";
import { loadHistory } from "../announce/history.js";
import type { Messenger } from "../announce/messenger.js";
import { outcomeOf } from "../announce/outcome-of.js";
import type { ReadFilter } from "../announce/plan-deliveries.js";
import { preview } from "../announce/preview.js";
import { createSubscriptions } from "../announce/subscriptions.js";
import { why } from "../announce/why.js";
import { createAnnouncementView } from "../discord/announcement-view.js";
import type { Channels } from "../discord/channels.js";
import type { Announcing, Library } from "../discord/context.js";
import { count } from "../discord/text.js";
import { matches } from "../search/matches.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import type { Watcher } from "../upstream/watcher.js";

/** How many of the latest changes previews and /new go through. */
const historyLength = 2000;
/** A person waits for a sample: Discord wants an answer within three seconds. Milliseconds. */
const sampleTime = 2000;

interface AnnouncingDeps {
  readonly db: Db;
  readonly library: () => Library;
  readonly channels: Channels;
  readonly messenger: Messenger;
  readonly watcher: Watcher;
  readonly held: Announcing["held"];
  /** Called when something may be due now. */
  readonly onDue: () => void;
}

/** What a subscription's filter asks of a paper: the same query language as /search. */
export function createReadFilter(library: () => Library): ReadFilter {
  return (text) => {
    const parsed = library().search.parse(text);
    return parsed.kind === "query" ? (paper) => matches(parsed.query, paper) : null;
  };
}

/** What commands can do with announcements, over the store. */
export function createAnnouncing(deps: AnnouncingDeps): Announcing {
  const { db, library, channels, messenger, watcher, held, onDue } = deps;
  const readFilter = createReadFilter(library);
  const checkQuery = (text: string) => {
    const parsed = library().search.parse(text);
    if (parsed.kind === "query") return { kind: "valid" as const };
    return { ...parsed, message: `At character ${parsed.position + 1} of the filter: ${parsed.message}` };
  };
  const view = createAnnouncementView(() => library().name);
  const history = () => loadHistory(db, { limit: historyLength });

  return {
    subscriptions: createSubscriptions({ db, checkQuery, onDue }),
    channels,
    held,
    history,
    told: (messageId) => loadAnnouncement(db, messageId),
    problemWith: (settings) => checkSettings(settings, checkQuery),
    preview: async (settings) => preview(settings, await history(), readFilter),
    why: (guildId, paper) => why(db, guildId, paper, readFilter),
    async sendSample(subscription) {
      const [paper] = library().catalogue.papers;
      if (paper === undefined)
        return { kind: "refused", reason: "the list has no papers to make a sample of" };
      const id = newId();
      const revision = library().revision ?? {
        sha: "0".repeat(40),
        date: new Date().toISOString(),
        url: null,
      };
      const sample = { id, kind: "added" as const, paper, before: null, revision, recordedAt: Date.now() };
      const { body, threadName } = view({
        id,
        subscription: { ...subscription, mentionRoleId: null },
        changes: [sample],
      });
      const marked = { ...body, content: `🧪 A sample, nothing is new: ${body.content ?? ""}` };
      const signal = AbortSignal.timeout(sampleTime);
      return outcomeOf(await messenger.send(subscription, { body: marked, threadName }, id, signal));
    },
    async release(telling) {
      const outcome = await watcher.release(telling);
      if (outcome.kind === "nothing-held") return "No revision is held any more.";
      if (outcome.kind === "failed") return `It could not be released: ${outcome.reason}`;
      const changes = count(outcome.step.changes.length, "change");
      return telling === "none"
        ? `Commit ${outcome.step.revision.sha.slice(0, 7)} is the new baseline; nobody is told of its ${changes}.`
        : `Commit ${outcome.step.revision.sha.slice(0, 7)} goes on: ${changes} will be told${telling === "digest" ? " as one digest" : ""}.`;
    },
  };
}
