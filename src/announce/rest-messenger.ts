import { type RateLimitData, REST, Routes, ThreadAutoArchiveDuration } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import { findMessage } from "./find-message.js";
import type { Messenger, Reply } from "./messenger.js";

/** Milliseconds. A message with a longer rate limit goes back to the outbox: publishing has limits of an hour. */
const maxQueueTime = 5_000;
const noticeTimeout = 15_000;
/** By how many milliseconds this machine's clock may be ahead of Discord's. */
const defaultClockSkew = 60_000;

const message = z.object({ id: z.string(), channel_id: z.string() });
const thread = z.object({ id: z.string() });

export interface RestMessengerDeps {
  readonly token: string;
  /** The bot's user id, once it has logged in. */
  readonly botId: () => string;
  /** The REST API's base URL; Discord's own if it is missing. */
  readonly api?: string;
  readonly clockSkew?: number;
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
  noticeChannel,
}: RestMessengerDeps): Messenger {
  const rest = new REST({
    retries: 0,
    rejectOnRateLimit: ({ timeToReset, retryAfter }: RateLimitData) =>
      Math.max(timeToReset, retryAfter) > maxQueueTime,
    ...(api !== undefined && { api }),
  }).setToken(token);

  return {
    send: ({ channelId, channelKind }, { body, threadName }, nonce, signal) =>
      attempt(async () => {
        if (channelKind === "forum") {
          // A post that is not archived is found among the active threads.
          const archive = ThreadAutoArchiveDuration.OneWeek;
          const post = { name: threadName, auto_archive_duration: archive, message: body };
          const { id } = thread.parse(await rest.post(Routes.threads(channelId), { body: post, signal }));
          return { channelId: id, messageId: id };
        }
        const create = { ...body, nonce, enforce_nonce: true };
        const reply = await rest.post(Routes.channelMessages(channelId), { body: create, signal });
        const posted = message.parse(reply);
        return { channelId: posted.channel_id, messageId: posted.id };
      }),

    find: (target, marker, since, signal) =>
      findMessage(rest, signal, target, { botId: botId(), marker, since: since - clockSkew }),

    openThread: (channelId, messageId, name, signal) =>
      attempt(async () => {
        await rest.post(Routes.threads(channelId, messageId), { body: { name }, signal });
        return { channelId, messageId };
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
      await rest.post(Routes.channelMessages(channelId), { body, signal }).catch(failureOf);
    },
  };
}

async function attempt(
  request: () => Promise<{ readonly channelId: string; readonly messageId: string }>,
): Promise<Reply> {
  try {
    return { kind: "posted", ...(await request()) };
  } catch (error) {
    return failureOf(error);
  }
}
