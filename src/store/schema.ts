import type { Kysely, Transaction } from "kysely";

/**
 * Every table, as the queries see them. Portable on purpose: ids are text, instants are milliseconds since 1970,
 * truth is 0 or 1, and JSON is text that is read through zod. In the database the names are snake_case.
 *
 * ```
 * upstreams ── a cursor a list         subscriptions ──< deliveries >── changes >── revisions
 * known_papers                              │                │
 * held_revisions                            └──< messages >──┘     guilds ──< guild_lists
 * added_lists                                                      notices, positions
 * ```
 */
export interface Database {
  upstreams: UpstreamTable;
  addedLists: AddedListTable;
  guildLists: GuildListTable;
  heldRevisions: HeldRevisionTable;
  knownPapers: KnownPaperTable;
  revisions: RevisionTable;
  changes: ChangeTable;
  subscriptions: SubscriptionTable;
  deliveries: DeliveryTable;
  messages: MessageTable;
  guilds: GuildTable;
  notices: NoticeTable;
  positions: PositionTable;
}

/** A database, or a transaction on one: what a query needs that may stand alone. */
export type Db = Kysely<Database>;
/** What a query needs that has to be part of something larger. */
export type Trx = Transaction<Database>;

export type Flag = 0 | 1;

/** The last accepted revision of a list, with the list as it was: enough to start without a network. */
export interface UpstreamTable {
  /** The list's id. */
  id: string;
  sha: string;
  date: string;
  url: string | null;
  /** JSON of the list's `ListFile`s. */
  files: string;
}

/** A list that a server's admin named: offered once it was read, added once they said yes. */
export interface AddedListTable {
  id: string;
  url: string;
  branch: string | null;
  path: string;
  name: string;
  offeredAt: number;
  /** Null: nobody has said yes. */
  addedAt: number | null;
}

/** Where a server departs from what it would see: the operator's lists, and none that others added. */
export interface GuildListTable {
  guildId: string;
  listId: string;
  visible: Flag;
}

/** A revision that waits for the operator. */
export interface HeldRevisionTable {
  upstreamId: string;
  sha: string;
  date: string;
  url: string | null;
  reason: string;
  added: number;
  removed: number;
}

/** What a list knows of a paper. The id is the same in every list that has it. */
export interface KnownPaperTable {
  listId: string;
  id: string;
  /** JSON of a `KnownPaper`. */
  paper: string;
}

export interface RevisionTable {
  sha: string;
  date: string;
  url: string | null;
  recordedAt: number;
}

/** One change of one revision, with the paper as it was then: what announcements and their buttons show. */
export interface ChangeTable {
  id: string;
  listId: string;
  sha: string;
  recordedAt: number;
  /** Order among the changes that were recorded together. */
  position: number;
  kind: string;
  paperId: string;
  /** JSON of a `Paper`. */
  paper: string;
  /** JSON of a `Paper`, or null. */
  before: string | null;
}

export interface SubscriptionTable {
  id: string;
  guildId: string;
  channelId: string;
  /** `text`, `announcement` or `forum`. */
  channelKind: string;
  query: string;
  /** Kinds of change with commas between, in the order of `changeKinds`. */
  kinds: string;
  /** `at once`, `daily` or `weekly`. */
  cadence: string;
  /** Of a digest, 0 to 23, on the clocks of `zone`. */
  hour: number | null;
  /** Of a weekly digest, 0 is Sunday. */
  weekday: number | null;
  zone: string | null;
  mentionRoleId: string | null;
  thread: Flag;
  publish: Flag;
  createdAt: number;
  /** `active`; `paused` by an admin; `blocked` as Discord refused. */
  state: string;
  reason: string | null;
  /** When the state began. */
  since: number;
  /** How often Discord refused in a row. */
  refusals: number;
  /** When what waits is to be put into messages next; null where nothing waits, or where it has to. */
  dueAt: number | null;
  lastSentAt: number | null;
}

/** One announcement to one subscription. Without a message it waits. */
export interface DeliveryTable {
  subscriptionId: string;
  paperId: string;
  kind: string;
  /** What tells two announcements of one kind apart: a venue for `accepted`, a revision for `edited`. */
  discriminator: string;
  changeId: string;
  /** 1 where the operator asked for a digest. */
  digest: Flag;
  messageId: string | null;
}

/** One Discord message that is to be sent, or was. Its id is its nonce and its marker. */
export interface MessageTable {
  id: string;
  subscriptionId: string;
  /** `send`, `thread`, `publish`: what is to be done next; `done`; `refused`. */
  step: string;
  createdAt: number;
  /** Order among the messages that were made together. */
  position: number;
  /** From when on anybody may take it: the end of a lease, or the time of the next attempt. Null: no more. */
  nextAt: number | null;
  /** The token of the last one who took it. */
  owner: string | null;
  /** How often it was taken. */
  tries: number;
  /** `tries` at the last attempt of which it is certain what became of it. Less than `tries`: in doubt. */
  settled: number;
  /** When it was first taken for sending: no earlier message in the channel can be it. */
  firstTryAt: number | null;
  /** Where it is in Discord. */
  postedChannelId: string | null;
  postedMessageId: string | null;
  sentAt: number | null;
  /** Why the last attempt failed. */
  note: string | null;
}

export interface GuildTable {
  id: string;
  /** When the bot was removed from the server, null while it is in. */
  leftAt: number | null;
}

/** Something that people are told once, outside of announcements. */
export interface NoticeTable {
  id: string;
  /** Null: for the operator. */
  guildId: string | null;
  subscriptionId: string | null;
  text: string;
  createdAt: number;
  takenAt: number | null;
}

/** Where a person is in a shuffled deck. */
export interface PositionTable {
  personId: string;
  shuffle: string;
  round: number;
  after: number;
  usedAt: number;
}
