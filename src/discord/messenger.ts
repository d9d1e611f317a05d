import { type Client, PermissionFlagsBits, REST, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "../announce/failure-of.js";
import type { Finding, Messenger, Reply } from "../announce/messenger.js";
import { createChannels } from "./channels.js";
import { findMarker } from "./find-marker.js";

/** A rate limit that lasts longer is not waited for in the queue: the dispatcher comes back later. Milliseconds. */
const longestWait = 15_000;

const posted = z.object({ id: z.string(), channel_id: z.string() });
const opened = z.object({ id: z.string(), message: z.object({ id: z.string() }).optional() });

/**
 * Announcing through Discord's REST API. A client of its own: the bot's other one repeats requests that ended
 * unclearly, and a forum post that is repeated is there twice. Its queues keep Discord's limits, channel by channel.
 */
export function createMessenger(client: Client<true>): Messenger {
  const rest = new REST({
    ...client.options.rest,
    retries: 0,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWait,
  }).setToken(client.token);
  const channels = createChannels(client);
  const applicationId = client.application.id;

  return {
    send: ({ channelId, place }, { body, threadName }, nonce, signal) =>
      reply(async () => {
        if (place === "forum") {
          const post = { name: threadName, message: body };
          const { id, message } = opened.parse(
            await rest.post(Routes.threads(channelId), { body: post, signal }),
          );
          return { kind: "posted", channelId: id, messageId: message?.id ?? id };
        }
        const message = { ...body, nonce, enforce_nonce: true };
        const { id, channel_id } = posted.parse(
          await rest.post(Routes.channelMessages(channelId), { body: message, signal }),
        );
        return { kind: "posted", channelId: channel_id, messageId: id };
      }),
    find: (target, marker, since, signal) =>
      attempt<Finding>(() => findMarker(target, marker, since, signal, { rest, applicationId, channels })),
    openThread: (channelId, messageId, name, signal) =>
      reply(async () => {
        const body = { name };
        const { id } = opened.parse(await rest.post(Routes.threads(channelId, messageId), { body, signal }));
        return { kind: "posted", channelId: id, messageId };
      }),
    crosspost: (channelId, messageId, signal) =>
      reply(async () => {
        await rest.post(Routes.channelMessageCrosspost(channelId, messageId), { signal });
        return { kind: "posted", channelId, messageId };
      }),
    async notify(guildId, text) {
      const channelId = noticeChannel(client, guildId);
      if (channelId === null) return;
      const body = { content: text, allowed_mentions: { parse: [] } };
      // A notice is told once, and is not worth a second request: what it says is in /subscriptions too.
      await attempt(() => rest.post(Routes.channelMessages(channelId), { body }));
    },
  };
}

const reply = (work: () => Promise<Reply>): Promise<Reply> => attempt(work);

/** What a request comes to; what it throws is a failure, as data. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | ReturnType<typeof failureOf>> {
  try {
    return await work();
  } catch (error) {
    return failureOf(error);
  }
}

/** Where a server's people are told of troubles: its system channel, else the first channel the bot can write in. */
function noticeChannel(client: Client<true>, guildId: string): string | null {
  const guild = client.guilds.cache.get(guildId);
  if (guild === undefined) return null;
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  const channels = [
    guild.systemChannel,
    ...guild.channels.cache.filter((channel) => channel.isTextBased()).values(),
  ];
  const usable = channels.find((channel) => channel?.permissionsFor(client.user)?.has(needed) === true);
  return usable?.id ?? null;
}
