import { pino } from "pino";
import type { Announcement } from "../../src/announce/announcement.js";
import { createChangeLog } from "../../src/announce/change-log.js";
import { createDispatcher, type DispatcherDeps } from "../../src/announce/dispatcher.js";
import type { ListedPaper } from "../../src/announce/draw-featured.js";
import type { ChangedPaper } from "../../src/announce/filter.js";
import type { AnnouncementView, Failure, Messenger, Reply, Target } from "../../src/announce/messenger.js";
import { createSubscriptions } from "../../src/announce/subscriptions.js";
import type { ChangeKind } from "../../src/catalogue/change.js";
import type { Paper } from "../../src/catalogue/paper.js";
import type { SubscriptionSettings } from "../../src/store/subscription.js";
import type { AcceptedRevision } from "../../src/store/upstreams.js";
import { createDatabase } from "../support/database.js";

/** A public list. */
export const theList = { id: "list", isPublic: true } as const;

export const guildId = "100000000000000001";

export function paper(title: string, more: Partial<Paper> = {}): Paper {
  const id = title
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 10)
    .padEnd(10, "0");
  return {
    id,
    title,
    venue: null,
    year: null,
    links: [],
    arxivId: null,
    authors: null,
    tags: [],
    line: 1,
    ...more,
  };
}

export function settings(more: Partial<SubscriptionSettings> = {}): SubscriptionSettings {
  return {
    guildId,
    channelId: "200000000000000001",
    channelKind: "text",
    query: "",
    kinds: ["added", "code-released", "accepted"],
    cadence: { kind: "at once" },
    mentionRoleId: null,
    thread: false,
    publish: false,
    quiet: false,
    tags: [],
    ...more,
  };
}

/** Matches any part of a title; the real filters are tested with the search. */
export const readFilter = (query: string) =>
  query.startsWith("?")
    ? null
    : ({ paper }: ChangedPaper) => paper.title.toLowerCase().includes(query.toLowerCase());

export function failure(more: Partial<Failure>): Failure {
  return { kind: "failed", status: null, code: null, retryAfter: null, global: false, message: "", ...more };
}

export interface Posted {
  /** Where it was sent. */
  readonly channelId: string;
  /** The channel that has it: of a forum's post, the post. */
  readonly home: string;
  readonly messageId: string;
  readonly marker: string;
  /** `PAPER KIND` of each change. */
  readonly lines: readonly string[];
  threadName?: string;
  crossposts: number;
  /** The tags that were added to its forum's post, as often as they were. */
  readonly addedTags: string[];
}

function postedReply({ home, messageId }: Posted): Reply {
  return { kind: "posted", channelId: home, messageId };
}

/** A Discord in memory, with its own clock: for the logic alone, as the sandbox is for whole programs. */
export function createFakeDiscord(now: () => number, { nonces = true } = {}) {
  const posted: Posted[] = [];
  const remembered = new Map<string, { message: Posted; at: number }>();
  const counts = new Map<string, number>();
  const notices: string[] = [];
  /** Called before each request: a failure replaces it, `lose` loses its reply. */
  let fault: (method: string, channelId: string) => Failure | "lose" | null = () => null;

  let unwanted: { text: string; refusal: Partial<Failure> } | null = null;

  const request = (method: string, channelId: string, work: () => Reply): Reply => {
    counts.set(method, (counts.get(method) ?? 0) + 1);
    const injected = fault(method, channelId);
    if (injected !== null && injected !== "lose") return injected;
    const reply = work();
    return injected === "lose" ? failure({ code: "ECONNRESET" }) : reply;
  };

  const post = ({ channelId, channelKind }: Target, { body }: AnnouncementView, nonce: string): Reply => {
    const earlier = remembered.get(nonce);
    if (nonces && earlier && now() - earlier.at < 5 * 60_000) {
      return postedReply(earlier.message);
    }
    if (unwanted !== null && (body.content ?? "").includes(unwanted.text)) return failure(unwanted.refusal);
    const messageId = String(posted.length + 1);
    const lines = (body.content ?? "").split("\n");
    // A post in a forum is a channel of its own.
    const home = channelKind === "forum" ? `post ${messageId}` : channelId;
    const message: Posted = {
      channelId,
      home,
      messageId,
      marker: nonce,
      lines,
      crossposts: 0,
      addedTags: [],
    };
    posted.push(message);
    remembered.set(nonce, { message, at: now() });
    return postedReply(message);
  };

  const messenger: Messenger = {
    async send(target, view, nonce) {
      return request("send", target.channelId, () => post(target, view, nonce));
    },
    async find({ channelId }, marker) {
      const found = posted.find((one) => one.channelId === channelId && one.marker === marker);
      let absent = false;
      const reply = request("find", channelId, () => {
        absent = !found;
        return { kind: "posted", channelId: found?.home ?? "", messageId: found?.messageId ?? "" };
      });
      return absent && reply.kind === "posted" ? { kind: "absent" } : reply;
    },
    async openThread(channelId, messageId, name) {
      return request("thread", channelId, () => {
        const message = posted.find((one) => one.messageId === messageId);
        if (!message) return failure({ status: 404, code: 10008 });
        if (message.threadName !== undefined) return failure({ status: 400, code: 160004 });
        message.threadName = name;
        return { kind: "posted", channelId, messageId };
      });
    },
    async addTags(postId, tagIds) {
      return request("tag", postId, () => {
        const post = posted.find(({ home }) => home === postId);
        if (!post) return failure({ status: 404, code: 10003 });
        post.addedTags.push(...tagIds);
        return postedReply(post);
      });
    },
    async crosspost(channelId, messageId) {
      return request("publish", channelId, () => {
        const message = posted.find((one) => one.messageId === messageId);
        if (!message) return failure({ status: 404, code: 10008 });
        if (message.crossposts > 0) return failure({ status: 400, code: 40033 });
        message.crossposts += 1;
        return { kind: "posted", channelId, messageId };
      });
    },
    async notify(guild, text) {
      notices.push(`${guild} ${text}`);
    },
  };

  return {
    messenger,
    posted,
    notices,
    count: (method: string) => counts.get(method) ?? 0,
    /** Refuses messages with this text from now on; null takes it back. */
    refuseContent(text: string | null, refusal: Partial<Failure> = {}) {
      unwanted = text === null ? null : { text, refusal };
    },
    /** Replaces the faults of requests from now on. */
    setFault(next: typeof fault) {
      fault = next;
    },
  };
}

export function view({ changes, featured = [] }: Announcement): AnnouncementView {
  return {
    body: { content: [...changes, ...featured].map(({ paper: { id }, kind }) => `${id} ${kind}`).join("\n") },
    threadName: changes[0]?.paper.title ?? "",
    addedTagIds: changes.map(({ kind }) => kind),
  };
}

/** The part of the bot that announces, with its own clock. */
export async function createRig(options: { nonces?: boolean } = {}) {
  const database = await createDatabase();
  const db = await database.open();
  const clock = { now: Date.parse("2026-11-24T08:30:00Z") };
  const now = () => clock.now;
  const discord = createFakeDiscord(now, options);
  const log = createChangeLog({ db, readFilter, list: theList, now });
  const subscriptions = createSubscriptions({ db, checkQuery, readFilter, now });
  const warnings: string[] = [];
  const logger = pino({}, { write: (line) => void warnings.push(JSON.parse(line).msg) });
  let revision = 0;
  /** What picks and the top are drawn from. */
  const papers: ListedPaper[] = [];

  const dispatcher = (more: Partial<DispatcherDeps> = {}) =>
    createDispatcher({
      db,
      messenger: discord.messenger,
      view,
      now,
      log: logger,
      papersFor: ({ query }) =>
        papers.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase())),
      ...more,
    });

  return {
    database,
    db,
    clock,
    discord,
    log,
    subscriptions,
    warnings,
    papers,
    dispatcher,
    /** Creates a subscription. */
    async subscribe(more: Partial<SubscriptionSettings> = {}) {
      clock.now += 1;
      const outcome = await subscriptions.save(settings(more));
      if (outcome.kind !== "created") throw new Error(outcome.kind);
      return outcome.subscription;
    },
    /** Records a revision in which these papers changed. */
    async change(kind: ChangeKind, papers: readonly Paper[], more: Partial<AcceptedRevision> = {}) {
      const before = (await log.load())?.revision.sha ?? null;
      revision += 1;
      clock.now += 1;
      const sha = revision.toString(16).padStart(40, "0");
      const accepted: AcceptedRevision = {
        revision: { sha, date: new Date(clock.now).toISOString(), url: null },
        changes: papers.map((one) => ({ kind, paper: one, before: kind === "added" ? null : one })),
        learned: [],
        mode: "announcements",
        ...more,
      };
      if (!(await log.commit(before, [accepted], [{ path: "README.md", markdown: "" }])))
        throw new Error("the cursor has moved");
      return accepted;
    },
    async later(milliseconds: number) {
      clock.now += milliseconds;
      await dispatcher().tick();
    },
    close: () => database.close(),
  };
}

export const minutes = (count: number) => count * 60_000;

function checkQuery(query: string) {
  return query.startsWith("?")
    ? ({ kind: "invalid", message: "No venue is called that." } as const)
    : ({ kind: "valid" } as const);
}
