import { AsyncLocalStorage } from "node:async_hooks";
import {
  DefaultRestOptions,
  type RateLimitData,
  REST,
  type RESTOptions,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { RequestBudget } from "../processes/request-budget.js";
import { maxTags } from "./check-settings.js";
import { failureOf } from "./failure-of.js";
import { findMessage } from "./find-message.js";
import type { Failure, Messenger, Reply, Target } from "./messenger.js";
import { type Responses, watchResponses } from "./watch-responses.js";

/** Milliseconds. A message with a longer rate limit goes back to the outbox: publishing has limits of an hour. */
const maxQueueTime = 5_000;
const noticeTimeout = 15_000;
const maxDirectMessages = 10_000;
/**
 * Milliseconds from a request to the moment at which it goes out, after which it does not: the process may have been
 * stopped while it was queued, and its lease of the message be over.
 */
const maxDelay = 30_000;
/** By how many milliseconds what is known of Discord's clock may be ahead of it. */
const defaultClockSkew = 600_000;

const message = z.object({ id: z.string(), channel_id: z.string() });
/** A thread, a forum post, or a person's direct messages. */
const thread = z.object({ id: z.string() });
const post = z.object({ applied_tags: z.array(z.string()).default([]) });

export interface RestMessengerDeps {
  readonly token: string;
  /** The bot's user id, once it has logged in. */
  readonly botId: () => string;
  /** The REST API's base URL; Discord's own if it is missing. */
  readonly api?: string;
  readonly clockSkew?: number;
  /** What is known from all responses. */
  readonly responses?: Responses;
  /** Other processes send with the same token. */
  readonly budget?: RequestBudget | null;
  /** The channel for a server's notices; null if the bot cannot write anywhere. */
  readonly noticeChannel: (guildId: string) => string | null;
}

/**
 * The messenger over discord.js' REST client. It has its own client, which never retries (a request that timed out may
 * have succeeded), waits for short rate limits and returns long ones as failures.
 */
export function createRestMessenger({
  token,
  botId,
  api,
  clockSkew = defaultClockSkew,
  responses = watchResponses(),
  budget = null,
  noticeChannel,
}: RestMessengerDeps): Messenger {
  const askedAt = new AsyncLocalStorage<number>();
  let inFlight = 0;
  /** Channels of direct messages, by the ids of people. */
  const directMessages = new LRUCache<string, string>({ max: maxDirectMessages });
  const rest = new REST({
    retries: 0,
    // A rate limit without a time is not Discord's own: discord.js would repeat the request at once, and for ever.
    rejectOnRateLimit: ({ timeToReset, retryAfter }: RateLimitData) =>
      Math.max(timeToReset, retryAfter) > maxQueueTime || !(retryAfter > 0),
    async makeRequest(url, init) {
      await budget?.take();
      if (Date.now() - (askedAt.getStore() ?? Date.now()) > maxDelay) throw new TooLateError();
      const response = await DefaultRestOptions.makeRequest(url, init);
      const pause = globalPause(response);
      // Without a database the budget cannot be shared: each process waits for itself.
      if (pause !== null) await budget?.pause(pause).catch(() => {});
      return response;
    },
    ...(api !== undefined && { api }),
  });
  responses.watch(rest);

  /** Does a request unless the brake is on. @param work may throw what discord.js throws */
  async function request<T>(work: () => Promise<T>): Promise<T | Failure> {
    const wait = responses.brakedFor();
    if (wait > 0) return braked(wait);
    // discord.js forgets the token after one answer of 401, be it a proxy's.
    rest.setToken(token);
    inFlight++;
    try {
      return await askedAt.run(Date.now(), work);
    } catch (error) {
      return failureOf(error);
    } finally {
      // While one is in use, Node before 24 does more for every promise of the process.
      if (--inFlight === 0) askedAt.disable();
    }
  }
  const attempt = (work: () => Promise<Posted>): Promise<Reply> =>
    request(async () => ({ kind: "posted", ...(await work()) }));

  /** The channel of a target. Opening a person's direct messages twice opens the same. */
  async function channelOf({ channelKind, channelId }: Target, signal: AbortSignal): Promise<string> {
    if (channelKind !== "dm") return channelId;
    const known = directMessages.get(channelId);
    if (known !== undefined) return known;
    const body = { recipient_id: channelId };
    const { id } = thread.parse(await rest.post(Routes.userChannels(), { body, signal }));
    directMessages.set(channelId, id);
    return id;
  }

  return {
    send: (target, { body, threadName, tagIds = [] }, nonce, signal) =>
      attempt(async () => {
        const { channelKind } = target;
        const channelId = await channelOf(target, signal);
        if (channelKind === "forum") {
          // A post that is not archived is found among the active threads.
          const archive = ThreadAutoArchiveDuration.OneWeek;
          const tags = tagIds.length === 0 ? {} : { applied_tags: tagIds };
          const opened = { name: threadName, auto_archive_duration: archive, message: body, ...tags };
          const { id } = thread.parse(await rest.post(Routes.threads(channelId), { body: opened, signal }));
          return { channelId: id, messageId: id };
        }
        const create = { ...body, nonce, enforce_nonce: true };
        const reply = await rest.post(Routes.channelMessages(channelId), { body: create, signal });
        const posted = message.parse(reply);
        return { channelId: posted.channel_id, messageId: posted.id };
      }),

    find(target, marker, time, signal) {
      // The time may be by this machine's clock; how far that is ahead is known after the first answer.
      const ahead = () => Math.max(0, Date.now() - (responses.time() ?? Date.now()));
      const wanted = { botId: botId(), marker, since: () => time - clockSkew - ahead() };
      return request(async () => {
        const channelId = await channelOf(target, signal);
        return await findMessage(rest, signal, { ...target, channelId }, wanted);
      });
    },

    time: responses.time,

    openThread: (channelId, messageId, name, signal) =>
      attempt(async () => {
        await rest.post(Routes.threads(channelId, messageId), { body: { name }, signal });
        return { channelId, messageId };
      }),

    addTags: (postId, tagIds, signal) =>
      attempt(async () => {
        const { applied_tags: had } = post.parse(await rest.get(Routes.channel(postId), { signal }));
        const tags = [...new Set([...had, ...tagIds])].slice(0, Math.max(maxTags, had.length));
        if (tags.length > had.length)
          await rest.patch(Routes.channel(postId), { body: { applied_tags: tags }, signal });
        return { channelId: postId, messageId: postId };
      }),

    crosspost: (channelId, messageId, signal) =>
      attempt(async () => {
        await rest.post(Routes.channelMessageCrosspost(channelId, messageId), { signal });
        return { channelId, messageId };
      }),

    async notify(guildId, text) {
      const channelId = noticeChannel(guildId);
      if (channelId === null) return;
      const body = { content: text, allowed_mentions: { parse: [] } };
      const signal = AbortSignal.timeout(noticeTimeout);
      // One attempt is enough: `/subscriptions` shows the same for as long as it is true.
      await request(() => rest.post(Routes.channelMessages(channelId), { body, signal }));
    },
  };
}

/** For how long Discord takes no request of this token, in milliseconds; null where it does. */
function globalPause({ status, headers }: Awaited<ReturnType<RESTOptions["makeRequest"]>>): number | null {
  if (status !== 429 || headers.get("x-ratelimit-scope") !== "global") return null;
  const seconds = Number(headers.get("retry-after"));
  return seconds > 0 ? seconds * 1000 : null;
}

interface Posted {
  readonly channelId: string;
  readonly messageId: string;
}

/** As if Discord had asked for a pause. */
function braked(wait: number): Failure {
  const message =
    "too many requests were refused (401, 403 or 429): sending pauses, before Discord blocks this machine";
  return { kind: "failed", status: 429, code: null, retryAfter: wait, global: true, message };
}

/** The request was not sent. Its message is looked up like one that may have been. */
class TooLateError extends Error {
  override readonly name = "AbortError";
}
