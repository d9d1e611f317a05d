import { type REST, Routes, SnowflakeUtil } from "discord.js";
import { knownMessages, newestTrace } from "../store/newest-trace.js";
import type { Db } from "../store/schema.js";
import { recentChannels } from "../store/subscriptions.js";
import { sampleMark } from "./announcing.js";
import { type MarkedMessage, markedMessages } from "./find-message.js";

/** Channels that are read, the last ones that got an announcement; and messages of each. */
const maxChannels = 20;
const maxMessages = 50;

interface Deps {
  readonly db: Db;
  readonly rest: Pick<REST, "get">;
  readonly botId: string;
  /** The announcement that a custom_id belongs to; null for any other. */
  readonly announcementOf: (customId: string) => string | null;
}

/**
 * When the newest announcement in Discord was posted that the store does not know, if that is later than anything in the
 * store: it is an old backup then. Null where there is none. Channels that cannot be read say nothing.
 */
export async function newerAnnouncement({ db, rest, botId, announcementOf }: Deps): Promise<number | null> {
  const trace = await newestTrace(db);
  const found = new Map<string, number>();
  for (const channelId of await recentChannels(db, maxChannels)) {
    for (const message of await readNewest(rest, channelId)) {
      const postedAt = SnowflakeUtil.timestampFrom(message.id);
      if (message.author.id !== botId || postedAt <= trace || message.content.startsWith(sampleMark))
        continue;
      for (const id of customIdsOf(message.components).flatMap((customId) => announcementOf(customId) ?? []))
        found.set(id, postedAt);
    }
  }
  const known = await knownMessages(db, [...found.keys()]);
  const times = [...found].flatMap(([id, postedAt]) => (known.has(id) ? [] : [postedAt]));
  return times.length === 0 ? null : Math.max(...times);
}

async function readNewest(rest: Pick<REST, "get">, channelId: string): Promise<readonly MarkedMessage[]> {
  const query = new URLSearchParams({ limit: String(maxMessages) });
  const messages = await rest.get(Routes.channelMessages(channelId), { query }).catch(() => []);
  return markedMessages.catch([]).parse(messages);
}

function customIdsOf(components: MarkedMessage["components"]): string[] {
  return components.flatMap(({ custom_id, components = [] }) => [
    ...(custom_id === undefined ? [] : [custom_id]),
    ...customIdsOf(components),
  ]);
}
