import type { Generated, Kysely, Transaction } from "kysely";
import type { Revision } from "../catalogue/change.js";
import type { ShufflePosition } from "../catalogue/shuffle.js";

/**
 * Every table, in the form that queries use. Types are portable: ids are text, instants are milliseconds since 1970,
 * booleans are 0 or 1, and JSON is text that zod checks. In the database, names are snake_case.
 *
 * ```
 * upstreams ── one cursor per list     subscriptions ──< deliveries >── changes >── revisions
 * catalogues, known_papers                  │                │
 * held_revisions, list_checks               └──< messages >──┘     guilds ──< guild_lists
 * added_lists              featured_papers >─┴──< past_deliveries  └──< votes   posts, drafts, presses, notices, …
 *
 * Between processes: locks, processes, chores, signals, budgets
 * ```
 */
export interface Database {
  upstreams: UpstreamTable;
  catalogues: CatalogueTable;
  listChecks: ListCheckTable;
  addedLists: AddedListTable;
  guildLists: GuildListTable;
  heldRevisions: HeldRevisionTable;
  knownPapers: KnownPaperTable;
  revisions: RevisionTable;
  changes: ChangeTable;
  subscriptions: SubscriptionTable;
  deliveries: DeliveryTable;
  pastDeliveries: PastDeliveryTable;
  featuredPapers: FeaturedPaperTable;
  votes: VoteTable;
  messages: MessageTable;
  posts: PostTable;
  drafts: DraftTable;
  presses: PressTable;
  guilds: GuildTable;
  notices: NoticeTable;
  positions: PositionTable;
  details: DetailsTable;
  detailsSources: DetailsSourceTable;
  changesAwaitingDetails: ChangeAwaitingDetailsTable;
  locks: LockTable;
  processes: ProcessTable;
  chores: ChoreTable;
  signals: SignalTable;
  budgets: BudgetTable;
}

/** A database, or a transaction: for queries that can run alone. */
export type Db = Kysely<Database>;
/** For queries that must run in a transaction. */
export type Trx = Transaction<Database>;

export type Flag = 0 | 1;

/** The last accepted revision of a list, with its files: enough to start without a network. */
export interface UpstreamTable extends Revision {
  /** The list's id. */
  id: string;
  /** JSON: `ListFile[]`. */
  files: string;
}

/** What was read of a list's accepted version: one process reads it for all. */
export interface CatalogueTable {
  listId: string;
  /** A digest of the reader and of the text. */
  reading: string;
  /** Packed: `TitledCatalogue`. */
  content: string;
}

/** The last check of a list's upstream, by whichever process. */
export interface ListCheckTable {
  listId: string;
  checkedAt: number;
  outcome: string;
  /** Why it failed, one sentence. */
  reason: string | null;
  /** When a check could last read it; null before. */
  readAt: number | null;
}

/** A list that a server's admin has proposed; it is offered once it was read, and added once the admin confirms. */
export interface AddedListTable {
  id: string;
  url: string;
  branch: string | null;
  path: string;
  name: string;
  offeredAt: number;
  /** Null: not confirmed. */
  addedAt: number | null;
}

/** Overrides of a server's default list visibility. */
export interface GuildListTable {
  guildId: string;
  listId: string;
  visible: Flag;
}

/** A revision that the operator has to release. */
export interface HeldRevisionTable extends Revision {
  upstreamId: string;
  reason: string;
  added: number;
  removed: number;
}

/** What is known of a paper of a list. The id is the same in every list that contains it. */
export interface KnownPaperTable {
  listId: string;
  id: string;
  /** JSON: `KnownPaper`. */
  paper: string;
}

export interface RevisionTable extends Revision {
  recordedAt: number;
}

/** One change of one revision, with the paper as it was then: announcements and their buttons show it. */
export interface ChangeTable {
  id: string;
  listId: string;
  sha: string;
  recordedAt: number;
  /** Order among the changes that were recorded together. */
  position: number;
  kind: string;
  paperId: string;
  /** JSON: `Paper`. */
  paper: string;
  /** JSON: `Paper`, or null. */
  before: string | null;
}

export interface SubscriptionTable {
  id: string;
  guildId: string;
  channelId: string;
  /** `text`, `announcement` or `forum`. */
  channelKind: string;
  query: string;
  /** Kinds of change, separated by commas, in the order of `changeKinds`. */
  kinds: string;
  /** `at once`, `daily`, `weekly` or `monthly`. */
  cadence: string;
  /** Of a digest, 0 to 23, in the time zone `zone`. */
  hour: number | null;
  /** Of a digest; null is 0. */
  minute: number | null;
  /** Of a monthly digest, 1 to 31; a shorter month has its last day. */
  day: number | null;
  /** Of a weekly digest, 0 is Sunday. */
  weekday: number | null;
  zone: string | null;
  mentionRoleId: string | null;
  thread: Flag;
  publish: Flag;
  /** 1: without a notification. */
  quiet: Generated<Flag>;
  /** JSON: the names of the tags of a forum's posts. */
  tags: Generated<string>;
  createdAt: number;
  /** `active`; `paused` by an admin; `blocked` because Discord refuses the channel. */
  state: string;
  reason: string | null;
  /** When the state started. */
  since: number;
  /** How often Discord refused in a row. */
  refusals: number;
  /** When to build the next message; null if nothing is pending or it is paused. */
  dueAt: number | null;
  lastSentAt: number | null;
}

/** One change for one subscription. Without a message it is pending. */
export interface DeliveryTable {
  subscriptionId: string;
  paperId: string;
  kind: string;
  /** Distinguishes deliveries of one paper and kind: a venue for `accepted`, a commit for `edited` and `removed`. */
  discriminator: string;
  changeId: string;
  /** 1 where the operator asked for a digest. */
  digest: Flag;
  messageId: string | null;
}

/** A delivery of which change and message are deleted: its dedupe key, and the list that it came from. */
export interface PastDeliveryTable {
  subscriptionId: string;
  paperId: string;
  kind: string;
  discriminator: string;
  listId: string;
}

/** A paper of a subscription that is announced without a change. Without a message it is pending. */
export interface FeaturedPaperTable {
  subscriptionId: string;
  /** `pick` or `top`. */
  kind: string;
  /** Of a pick, the round of the shuffle: a paper is once in each. Of the top, when it was made. */
  round: number;
  paperId: string;
  /** Order among those that were drawn together. */
  position: number;
  listId: string;
  /** JSON: `Paper`, as it was then. */
  paper: string;
  /** How many people found it interesting, of the top. */
  votes: number;
  drawnAt: number;
  messageId: string | null;
}

/** A person of a server finds a paper interesting. */
export interface VoteTable {
  guildId: string;
  paperId: string;
  personId: string;
  votedAt: number;
}

/** One Discord message, sent or not. Its id is its nonce and its marker. */
export interface MessageTable {
  id: string;
  subscriptionId: string;
  /** The next step: `send`, `thread`, `publish`; or `done`, `refused`. */
  step: string;
  createdAt: number;
  /** Order among the messages that were made together. */
  position: number;
  /** Claimable from (lease end or retry); null once finished. */
  nextAt: number | null;
  /** The token of the last claim. */
  owner: string | null;
  /** How often it was claimed. */
  tries: number;
  /** `tries` at the last known outcome; if lower than `tries`, the outcome of an attempt is unknown. */
  settled: number;
  /** When it was first claimed, by Discord's clock where that was known: it cannot have been posted earlier. */
  firstTryAt: number | null;
  /** Where it was posted: a forum post is a channel. */
  postedChannelId: string | null;
  postedMessageId: string | null;
  sentAt: number | null;
  /** Why the last attempt failed. */
  note: string | null;
}

/** Where a paper is talked about in a channel: its post in a forum, its thread in another channel. At most one. */
export interface PostTable {
  /** The subscription's channel: a forum, or the thread's parent. */
  channelId: string;
  paperId: string;
  guildId: string;
  /** The message that opens it. */
  openedBy: string;
  /** Null until it is posted. */
  threadId: string | null;
  createdAt: number;
}

/** Settings that a person has not saved yet, for the buttons and forms that lead on from them. */
export interface DraftTable {
  id: string;
  guildId: string;
  /** JSON that whoever wrote it checks. */
  draft: string;
  createdAt: number;
}

/** Something that was pressed, and must happen once on any number of processes. */
export interface PressTable {
  press: string;
  createdAt: number;
}

/** A server; or a person with alerts, whose direct messages are a place of their own. */
export interface GuildTable {
  id: string;
  /** When the bot was removed from the server; null while it is a member. */
  leftAt: number | null;
  /** 1: a person. */
  person: Generated<Flag>;
}

/** What a server, a person or the operator is told once, besides announcements. */
export interface NoticeTable {
  id: string;
  /** Null: for a person or the operator. */
  guildId: string | null;
  /** Whose next answer says it. */
  personId: string | null;
  subscriptionId: string | null;
  text: string;
  createdAt: number;
  /** When it was taken for sending; null while it is pending. */
  takenAt: number | null;
}

/** How far a person is in a shuffle of papers. */
export interface PositionTable extends ShufflePosition {
  personId: string;
  /** The query that selects its papers. */
  shuffle: string;
  usedAt: number;
}

/** Authors and abstract of the paper that a key names, kept for good; or the wish for them. */
export interface DetailsTable {
  /** `arxiv:2309.16354`, `doi:10.1145/…`. */
  key: string;
  /** The source that knows the key. */
  source: string;
  /** What is wanted first: see `detailsRanks`. */
  rank: number;
  /** JSON: `Details`. Null: not fetched yet, or the source has none. */
  details: string | null;
  askedAt: number;
  /** When the source last answered; null before. */
  settledAt: number | null;
  /** Claimable from (asked, lease end or retry); null once the details are known. */
  nextAt: number | null;
  /** The token of the last claim. */
  owner: string | null;
  /** How often the source has answered. */
  tries: number;
}

/** When a source may be asked again, by any process. */
export interface DetailsSourceTable {
  name: string;
  /** The end of the lease of the process that asks now, or when the next one may. */
  nextAt: number;
  owner: string | null;
  /** How often it has failed in a row. */
  failures: number;
}

/** An announced change whose paper has authors that were not known then: it is matched again once they are. */
export interface ChangeAwaitingDetailsTable {
  changeId: string;
}

/** One row for each lock that a transaction has ever held: see `lock`. */
export interface LockTable {
  name: string;
}

/** A bot that runs, or has run until shortly after it was last seen. */
export interface ProcessTable {
  id: string;
  /** For the operator: the machine and the process's number. */
  about: string;
  seenAt: number;
}

/** Work that one process does for all: a check of a list, housekeeping. */
export interface ChoreTable {
  name: string;
  /** The process that does it; null while none does. */
  owner: string | null;
  /** Until then nobody else does it. */
  leaseUntil: number;
  /** The latest time for which it was done, such as that of a cron expression. */
  doneFor: number;
}

/** Counts what has changed for every process, by topic. */
export interface SignalTable {
  topic: string;
  version: number;
}

/** How many requests all processes together may send. */
export interface BudgetTable {
  name: string;
  /** Everything before is taken. Milliseconds since 1970. */
  freeAt: number;
}
