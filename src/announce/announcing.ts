import type { Paper } from "../catalogue/paper.js";
import { type Backlog, countBacklog } from "../store/backlog.js";
import { loadHistory, type RecordedChange } from "../store/changes.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import { type CheckQuery, checkSettings, type SettingsProblem } from "./check-settings.js";
import { type DeliveryExplanation, explainDeliveries } from "./explain-deliveries.js";
import type { AnnouncementView, Messenger } from "./messenger.js";
import { type Outcome, outcomeOf } from "./outcome-of.js";
import type { ReadFilter } from "./plan-deliveries.js";
import { preview } from "./preview.js";
import { createSubscriptions, type Subscriptions } from "./subscriptions.js";

/** How many of the latest changes previews and /new go through. */
const maxHistory = 2000;
/** Discord waits three seconds for the answer to *Test*. Milliseconds. */
const maxSampleTime = 2000;

interface AnnouncingDeps {
  readonly db: Db;
  readonly checkQuery: CheckQuery;
  readonly readFilter: ReadFilter;
  /** Ids of the lists that a server sees. */
  readonly listsVisibleTo: (guildId: string) => readonly string[];
  readonly messenger: Messenger;
  readonly view: (announcement: Announcement) => AnnouncementView;
  /** Called when something may be due now. */
  readonly onDue: () => void;
}

/** What commands can do with announcements. */
export interface Announcing {
  readonly subscriptions: Subscriptions;
  /** The announcement that a message made; `null` where its subscription was removed since. */
  readonly loadAnnouncement: (messageId: string) => Promise<Announcement | null>;
  /** What is wrong with settings, before they are saved. */
  readonly problemWith: (settings: SubscriptionSettings) => SettingsProblem | null;
  /** The latest changes of these lists, newest first. */
  readonly history: (lists: readonly string[]) => Promise<readonly RecordedChange[]>;
  /** What these settings would have announced over the history of the lists that their server sees, newest first. */
  readonly preview: (
    settings: Pick<SubscriptionSettings, "guildId" | "query" | "kinds">,
  ) => Promise<readonly RecordedChange[]>;
  readonly explainDeliveries: (guildId: string, paper: Paper) => Promise<DeliveryExplanation[]>;
  /** Sends a sample, outside of the outbox. Waits for Discord, at most two seconds. */
  readonly sendSample: (sample: Omit<Announcement, "id">) => Promise<Outcome>;
  readonly backlog: () => Promise<Backlog>;
}

export function createAnnouncing(deps: AnnouncingDeps): Announcing {
  const { db, checkQuery, readFilter, listsVisibleTo, messenger, view, onDue } = deps;
  const history = (lists: readonly string[]) => loadHistory(db, { lists, limit: maxHistory });
  return {
    subscriptions: createSubscriptions({ db, checkQuery, onDue }),
    loadAnnouncement: (messageId) => loadAnnouncement(db, messageId),
    problemWith: (settings) => checkSettings(settings, checkQuery),
    history,
    preview: async (settings) =>
      preview(settings, await history(listsVisibleTo(settings.guildId)), readFilter),
    explainDeliveries: (guildId, paper) =>
      explainDeliveries(db, guildId, paper, { lists: listsVisibleTo(guildId), readFilter }),
    async sendSample(sample) {
      const id = newId();
      const { body, threadName } = view({ id, ...sample });
      const marked = { ...body, content: `🧪 A sample, nothing is new: ${body.content ?? ""}` };
      const signal = AbortSignal.timeout(maxSampleTime);
      return outcomeOf(await messenger.send(sample.subscription, { body: marked, threadName }, id, signal));
    },
    backlog: () => countBacklog(db),
  };
}
