import { type RateLimitData, REST, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import { findMessage, limitedGet } from "./find-message.js";
import type { Messenger, Reply } from "./messenger.js";

/** A wait longer than this (milliseconds) goes back to the outbox: publications have limits of an hour. */
const LONGEST_TURN = 5_000;
const NOTICE_TIME = 15_000;
/** By how many milliseconds this machine's clock may be ahead of Discord's. */
const CLOCK_SKEW = 60_000;
/** A forum post stays open for a week: among the open ones it is looked for. */
const WEEK_IN_MINUTES = 10_080;

const message = z.object({ id: z.string(), channel_id: z.string() });
const thread = z.object({ id: z.string() });

export interface RestMessengerDeps {
  readonly token: string;
  /** The bot's user id, once it has logged in. */
  readonly botId: () => string;
  /** The REST API's base, where it is not Discord's own. */
  readonly api?: string;
  readonly clockSkew?: number;
  /** Where a server's people are told of troubles; null where the bot can write nowhere. */
  readonly noticeChannel: (guildId: string) => string | null;
}

/**
 * The messenger over discord.js' REST client. It has a client of its own, which repeats nothing by itself (a timed-out
 * request may have been carried out), waits for short rate limits and hands long ones back.
 */
export function createRestMessenger({
  token,
  botId,
  api,
  clockSkew = CLOCK_SKEW,
  noticeChannel,
}: RestMessengerDeps): Messenger {
  const rest = new REST({
    retries: 0,
    rejectOnRateLimit: ({ timeToReset, retryAfter }: RateLimitData) =>
      Math.max(timeToReset, retryAfter) > LONGEST_TURN,
    ...(api !== undefined && { api }),
  }).setToken(token);

  return {
    async send({ channelId, channelKind }, { body, threadName }, nonce, signal): Promise<Reply> {
      if (channelKind === "forum") {
        return await attempt(async () => {
          const post = { name: threadName, auto_archive_duration: WEEK_IN_MINUTES, message: body };
          const { id } = thread.parse(await rest.post(Routes.threads(channelId), { body: post, signal }));
          return { channelId: id, messageId: id };
        });
      }
      return await attempt(async () => {
        const create = { ...body, nonce, enforce_nonce: true };
        const posted = message.parse(
          await rest.post(Routes.channelMessages(channelId), { body: create, signal }),
        );
        return { channelId: posted.channel_id, messageId: posted.id };
      });
    },

    find: (target, marker, since, signal) =>
      findMessage(limitedGet(rest, signal), target, { botId: botId(), marker, since: since - clockSkew }),

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
      const signal = AbortSignal.timeout(NOTICE_TIME);
      // A notice is worth one request: `/subscriptions` says the same for as long as it is true.
      await attempt(async () => {
        const { id } = message.parse(await rest.post(Routes.channelMessages(channelId), { body, signal }));
        return { channelId, messageId: id };
      });
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
