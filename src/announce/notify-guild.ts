import { ChannelType, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import type { Get } from "./find-message.js";

/** Channels that are tried: a server that forbids these forbids most, and each refusal counts against the bot. */
const MOST_TRIED = 3;

const guild = z.object({ system_channel_id: z.string().nullish() });
const channels = z.array(z.object({ id: z.string(), type: z.number(), position: z.number().default(0) }));

/**
 * Posts in the server's system channel, else in the first channel that takes it.
 *
 * @returns whether one did.
 */
export async function notifyGuild(
  get: Get,
  post: (channelId: string) => Promise<unknown>,
  guildId: string,
): Promise<boolean> {
  try {
    const { system_channel_id: system } = guild.parse(await get(Routes.guild(guildId)));
    const all = channels.parse(await get(Routes.guildChannels(guildId)));
    const texts = all
      .filter(({ type }) => type === ChannelType.GuildText)
      .toSorted((a, b) => a.position - b.position)
      .map(({ id }) => id);
    for (const channelId of [...new Set([...(system ? [system] : []), ...texts])].slice(0, MOST_TRIED)) {
      if (await isPosted(post, channelId)) return true;
    }
    return false;
  } catch {
    // The server is gone or Discord is down: /subscriptions says the same as the notice would.
    return false;
  }
}

async function isPosted(post: (channelId: string) => Promise<unknown>, channelId: string): Promise<boolean> {
  try {
    await post(channelId);
    return true;
  } catch (error) {
    // No word of the end of it: it may be there, and a second one elsewhere is worse than none.
    const { status } = failureOf(error);
    return status === null || status >= 500;
  }
}
