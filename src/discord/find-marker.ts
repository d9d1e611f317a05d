import { PermissionFlagsBits, type REST, Routes, SnowflakeUtil } from "discord.js";
import { z } from "zod";
import type { Finding, Target } from "../announce/messenger.js";
import type { Channels } from "./channels.js";

/** Discord's clock and ours differ: a message may seem a little older than the attempt that made it. */
const clockSlack = 60_000;
/** More messages than this since the attempt, and what is looked for is hidden by a flood. */
const mostPages = 10;
const pageSize = 100;

const message = z.object({
  id: z.string(),
  channel_id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.unknown()).default([]),
});
const thread = z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() });
const threads = z.object({ threads: z.array(thread) });
const channel = z.object({ guild_id: z.string() });

interface FindDeps {
  readonly rest: REST;
  readonly applicationId: string;
  readonly channels: Channels;
}

/**
 * Looks for the bot's own message with a marker in one of its components, newest first, back to `since`.
 *
 * @throws what a request throws.
 */
export async function findMarker(
  { channelId, place }: Target,
  marker: string,
  since: number,
  signal: AbortSignal,
  { rest, applicationId, channels }: FindDeps,
): Promise<Finding> {
  // Without this permission Discord answers with an empty list, which says nothing.
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
  if (channels.missing(channelId, needed).length > 0) return { kind: "cannot look" };
  const oldest = SnowflakeUtil.generate({ timestamp: Math.max(since - clockSlack, 0) });
  return place === "forum" ? await inForum() : await inChannel(channelId);

  async function inChannel(id: string): Promise<Finding> {
    let before: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const query = new URLSearchParams({
        limit: String(pageSize),
        ...(before === undefined ? {} : { before }),
      });
      const found = z.array(message).parse(await rest.get(Routes.channelMessages(id), { query, signal }));
      const ours = found.find(
        (message) => message.author.id === applicationId && holds(message.components, marker),
      );
      if (ours) return { kind: "posted", channelId: ours.channel_id, messageId: ours.id };
      const last = found.at(-1);
      if (found.length < pageSize || last === undefined || BigInt(last.id) < oldest)
        return { kind: "absent" };
      before = last.id;
    }
    return { kind: "cannot look" };
  }

  /** A post is a thread whose first message has the thread's own id. */
  async function inForum(): Promise<Finding> {
    const { guild_id } = channel.parse(await rest.get(Routes.channel(channelId), { signal }));
    const active = threads.parse(await rest.get(Routes.guildActiveThreads(guild_id), { signal }));
    const archived = threads.parse(await rest.get(Routes.channelThreads(channelId, "public"), { signal }));
    const posts = [...active.threads, ...archived.threads].filter(
      ({ id, parent_id, owner_id }) =>
        (parent_id ?? channelId) === channelId && owner_id === applicationId && BigInt(id) >= oldest,
    );
    for (const { id } of posts) {
      const finding = await inChannel(id);
      if (finding.kind !== "absent") return finding;
    }
    return { kind: "absent" };
  }
}

/** Whether a custom_id somewhere in the components holds the marker. */
function holds(components: readonly unknown[], marker: string): boolean {
  return components.some((component) => {
    const read = z.object({ custom_id: z.string().optional(), components: z.array(z.unknown()).optional() });
    const { data } = read.safeParse(component);
    return data?.custom_id?.includes(marker) === true || holds(data?.components ?? [], marker);
  });
}
