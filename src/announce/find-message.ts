import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import { isMarked, markedMessage, markedMessages } from "./marker.js";
import type { Finding, Target } from "./messenger.js";

const PER_PAGE = 100;
const MOST_PAGES = 100;
/** The first millisecond of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Discord archives a post at the earliest after this long; moderators may any time. */
const HOUR = 3_600_000;

const threads = z.object({
  threads: z.array(
    z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() }),
  ),
});

export type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

/** What is looked for: the bot's own message with this marker. */
export interface Wanted {
  readonly botId: string;
  readonly marker: string;
  /** The earliest it can be, in milliseconds by Discord's clock. */
  readonly since: number;
}

/** A client's `get` with a time limit. */
export function limitedGet(rest: Pick<REST, "get">, signal: AbortSignal): Get {
  return (route, query = {}) => rest.get(route, { query: new URLSearchParams(query), signal });
}

/** Looks for a message by its marker: in a channel's history, or among a forum's posts. */
export async function findMessage(get: Get, target: Target, wanted: Wanted): Promise<Finding> {
  try {
    const find = target.channelKind === "forum" ? findPost : findInHistory;
    return await find(get, target, wanted);
  } catch (error) {
    return failureOf(error);
  }
}

async function findInHistory(get: Get, { channelId }: Target, wanted: Wanted): Promise<Finding> {
  let after = snowflakeAt(wanted.since);
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { after: String(after), limit: String(PER_PAGE) };
    const messages = markedMessages.parse(await get(Routes.channelMessages(channelId), query));
    const found = messages.find((message) => isMarked(message, wanted));
    if (found) return { kind: "posted", channelId, messageId: found.id };
    if (messages.length === 0 && page === 0) return await whyEmpty(get, channelId);
    if (messages.length < PER_PAGE) return { kind: "absent" };
    // A page is the oldest of what is left, the newest of it first.
    after = BigInt(messages[0]?.id ?? after);
  }
  return {
    kind: "failed",
    status: null,
    code: null,
    retryAfter: null,
    global: false,
    message: `more than ${MOST_PAGES * PER_PAGE} messages to look through`,
  };
}

/**
 * To a bot that may not read a channel's history Discord shows an empty one. A single message it refuses to such a bot
 * whether it is there or not: one that can not be (with the channel's own id) tells the two apart.
 */
async function whyEmpty(get: Get, channelId: string): Promise<Finding> {
  return (await canRead(get, channelId, channelId)) ? { kind: "absent" } : { kind: "cannot look" };
}

async function canRead(get: Get, channelId: string, messageId: string): Promise<boolean> {
  return (await readMessage(get, channelId, messageId)).kind !== "forbidden";
}

async function readMessage(get: Get, channelId: string, messageId: string) {
  try {
    const message = markedMessage.parse(await get(Routes.channelMessage(channelId, messageId)));
    return { kind: "message", message } as const;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 10008) return { kind: "none" } as const;
    if (failure.status === 403) return { kind: "forbidden" } as const;
    throw error;
  }
}

/** A post is a thread, and its first message has the thread's id. */
async function findPost(get: Get, { guildId, channelId }: Target, wanted: Wanted): Promise<Finding> {
  const active = threads.parse(await get(Routes.guildActiveThreads(guildId))).threads;
  const archived =
    Date.now() - wanted.since < HOUR
      ? []
      : threads.parse(await get(Routes.channelThreads(channelId, "public"), { limit: "100" })).threads;
  const posts = [...active.filter(({ parent_id }) => parent_id === channelId), ...archived];
  for (const { id, owner_id: owner } of posts) {
    if (owner !== wanted.botId || BigInt(id) < snowflakeAt(wanted.since)) continue;
    const first = await readMessage(get, id, id);
    if (first.kind === "forbidden") return { kind: "cannot look" };
    if (first.kind === "message" && isMarked(first.message, wanted)) {
      return { kind: "posted", channelId: id, messageId: id };
    }
  }
  return { kind: "absent" };
}

function snowflakeAt(instant: number): bigint {
  return BigInt(Math.max(0, Math.floor(instant) - DISCORD_EPOCH)) << 22n;
}
