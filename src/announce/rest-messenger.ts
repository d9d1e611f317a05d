import { type RateLimitData, REST, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import { findMessage, limitedGet } from "./find-message.js";
import type { Messenger, Reply } from "./messenger.js";
import { notifyGuild } from "./notify-guild.js";

/** A wait longer than this (milliseconds) goes back to the outbox: publications have limits of an hour. */
const LONGEST_TURN = 5_000;
const NOTICE_TIME = 15_000;
/** By how many milliseconds this machine's clock may be ahead of Discord's. */
const CLOCK_SKEW = 60_000;
/** A forum post stays open for a week: among the open ones it is looked for. */
const WEEK_IN_MINUTES = 10_080;

const message = z.object({ id: z.string(), channel_id: z.string() });
const thread = z.object({ id: z.string() });

/**
 * The messenger over discord.js' REST client. It has a client of its own, which repeats nothing by itself (a timed-out
 * request may have been carried out), waits for short rate limits and hands long ones back.
 *
 * @param api the REST API's base, where it is not Discord's own.
 */
export function createRestMessenger({
  token,
  api,
  clockSkew = CLOCK_SKEW,
}: {
  readonly token: string;
  readonly api?: string;
  readonly clockSkew?: number;
}): Messenger {
  const rest = new REST({
    retries: 0,
    rejectOnRateLimit: ({ timeToReset, retryAfter }: RateLimitData) =>
      Math.max(timeToReset, retryAfter) > LONGEST_TURN,
    ...(api !== undefined && { api }),
  }).setToken(token);

  return {
    async send({ channelId, place }, { body, threadName }, nonce, signal): Promise<Reply> {
      if (place === "forum") {
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
      findMessage(limitedGet(rest, signal), target, marker, since - clockSkew),

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
      const signal = AbortSignal.timeout(NOTICE_TIME);
      const body = { content: text, allowed_mentions: { parse: [] } };
      const post = (channelId: string) => rest.post(Routes.channelMessages(channelId), { body, signal });
      await notifyGuild(limitedGet(rest, signal), post, guildId);
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
