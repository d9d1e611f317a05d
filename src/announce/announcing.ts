import type { Paper } from "../catalogue/paper.js";
import { announcedPlaces } from "../store/announced-places.js";
import { countBacklog, guildBacklog } from "../store/backlog.js";
import { loadAdded, loadHistory } from "../store/changes.js";
import { findDraft, insertDraft } from "../store/drafts.js";
import { troublesOf } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import { refusedOf } from "../store/refused.js";
import type { Db } from "../store/schema.js";
import { orIfAway } from "../store/store-error.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { subscriptionsOfGuild } from "../store/subscriptions.js";
import { type Announcement, loadAnnouncement } from "./announcement.js";
import { type CheckQuery, checkSettings } from "./check-settings.js";
import type { PapersFor } from "./draw-featured.js";
import { explainDeliveries } from "./explain-deliveries.js";
import type { ReadFilter } from "./filter.js";
import { createInterest } from "./interest.js";
import type { AnnouncementView, Messenger } from "./messenger.js";
import { type Outcome, outcomeOf } from "./outcome-of.js";
import { overlapsOf } from "./overlaps.js";
import { createPersonNotices } from "./person-notices.js";
import { type Preview, preview } from "./preview.js";
import { seenInHistory } from "./seen-elsewhere.js";
import { createSubscriptions } from "./subscriptions.js";

/** How many of the latest changes previews and /new go through. */
const maxHistory = 2000;
/** Discord waits three seconds for the answer to *Test*. Milliseconds. */
const maxSampleTime = 2000;

/** How a sample begins, which is in no outbox. */
export const sampleMark = "🧪 A sample";

interface AnnouncingDeps {
  readonly db: Db;
  readonly checkQuery: CheckQuery;
  readonly readFilter: ReadFilter;
  /** Ids of the lists that a server sees. */
  readonly listsVisibleTo: (guildId: string) => readonly string[];
  /** Among which papers picks and the top are. */
  readonly papersFor: PapersFor;
  readonly messenger: Messenger;
  readonly view: (announcement: Announcement) => AnnouncementView;
  /** Called when something may be due now. */
  readonly onDue: () => void;
}

/** What commands can do with announcements. */
export function createAnnouncing(deps: AnnouncingDeps) {
  const { db, checkQuery, readFilter, listsVisibleTo, messenger, view, onDue } = deps;
  /** What settings would have announced over the history of the lists that a server sees, newest first. */
  const previewFor = async (guildId: string): Promise<Preview> => {
    const lists = listsVisibleTo(guildId);
    const history = await loadHistory(db, { lists, limit: maxHistory });
    const seen = await seenInHistory(db, history, lists);
    return (settings) => preview(settings, history, readFilter, seen);
  };
  return {
    subscriptions: createSubscriptions({ db, checkQuery, readFilter, onDue }),
    interest: createInterest(db),
    papersFor: deps.papersFor,
    personNotices: createPersonNotices(db),
    /** The announcement that a message made; `null` where its subscription was removed since, or it is too old. */
    loadAnnouncement: (messageId: string) => loadAnnouncement(db, messageId),
    /** What is wrong with settings, before they are saved. */
    problemWith: (settings: SubscriptionSettings) => checkSettings(settings, checkQuery),
    /** The papers that were added to these lists since an instant, newest first: some of the day before may be among them. */
    added: (lists: readonly string[], since: number) => loadAdded(db, { lists, since }),
    /** What these settings would have announced over the history of the lists that their server sees, newest first. */
    preview: async (settings: Pick<SubscriptionSettings, "guildId" | "query" | "kinds">) =>
      (await previewFor(settings.guildId))(settings),
    /** Where these settings overlap with other subscriptions of their channel. */
    overlaps: async (settings: SubscriptionSettings) =>
      overlapsOf(
        settings,
        await subscriptionsOfGuild(db, settings.guildId),
        await previewFor(settings.guildId),
      ),
    /** Keeps what was filled in for the buttons and forms that lead on from it, for a day. @returns its id. */
    keepDraft: (guildId: string, draft: unknown) => insertDraft(db, guildId, draft, Date.now()),
    /** What was kept, unchecked; null where it is older than a day, or of another server. */
    findDraft: (guildId: string, id: string) => findDraft(db, guildId, id),
    /** Where a server was told of a paper, the latest first; nowhere while the database is away. */
    announcedPlaces: (guildId: string, paperId: string) =>
      orIfAway(announcedPlaces(db, guildId, paperId), []),
    explainDeliveries: (guildId: string, paper: Paper) =>
      explainDeliveries(db, guildId, paper, { lists: listsVisibleTo(guildId), readFilter }),
    /** Sends a sample, outside of the outbox. Waits for Discord, at most two seconds. */
    async sendSample(sample: Omit<Announcement, "id">): Promise<Outcome> {
      const id = newId();
      const { body, ...rest } = view({ id, ...sample });
      const marked = { ...body, content: `${sampleMark} · ${body.content ?? ""}` };
      const signal = AbortSignal.timeout(maxSampleTime);
      return outcomeOf(await messenger.send(sample.subscription, { ...rest, body: marked }, id, signal));
    },
    /** What went wrong with a subscription's messages, though its channel takes them. */
    troublesOf: ({ id }: Subscription) => troublesOf(db, id),
    /** The papers that a subscription did not get because Discord refused their content, the latest first. */
    refusedOf: ({ id }: Subscription) => refusedOf(db, id),
    backlog: () => countBacklog(db),
    backlogOf: (guildId: string) => guildBacklog(db, guildId),
  };
}

export type Announcing = ReturnType<typeof createAnnouncing>;
