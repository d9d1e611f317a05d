import { setMaxListeners } from "node:events";
import { type REST, RESTJSONErrorCodes, Routes, SnowflakeUtil } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import type { Finding, Target } from "./messenger.js";

const pageSize = 100;
const maxPages = 100;

/** A component with its custom_id, and the components inside it: rows, containers, sections. */
const component = z.object({
  custom_id: z.string().optional(),
  get components() {
    return z.array(component).optional();
  },
});
type Component = z.output<typeof component>;

/** A message of a channel's history. */
const markedMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  content: z.string().default(""),
  components: z.array(component).default([]),
});
export const markedMessages = z.array(markedMessage);
export type MarkedMessage = z.output<typeof markedMessage>;
const threads = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      parent_id: z.string().nullish(),
      owner_id: z.string().nullish(),
      thread_metadata: z.object({ archive_timestamp: z.string() }).optional(),
    }),
  ),
  has_more: z.boolean().default(false),
});
type ThreadsPage = z.output<typeof threads>;

type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

/** The bot's own message with this marker. */
interface Wanted {
  readonly botId: string;
  readonly marker: string;
  /** When it can have been posted at the earliest, in milliseconds by Discord's clock, as it is known by now. */
  readonly since: () => number;
}

/** Finds a message by its marker: in a channel's history, or among a forum's posts. */
export async function findMessage(
  rest: Pick<REST, "get">,
  signal: AbortSignal,
  target: Target,
  wanted: Wanted,
): Promise<Finding> {
  // Every request of the lookup listens to it.
  setMaxListeners(0, signal);
  const get: Get = (route, query = {}) => rest.get(route, { query: new URLSearchParams(query), signal });
  try {
    const find = target.channelKind === "forum" ? findPost : findInHistory;
    return await find(get, target, wanted);
  } catch (error) {
    return failureOf(error);
  }
}

/** From the newest message back, whatever the order within a page. */
async function findInHistory(get: Get, { channelId }: Target, wanted: Wanted): Promise<Finding> {
  let before: bigint | null = null;
  for (let page = 0; page < maxPages; page++) {
    const query = { limit: String(pageSize), ...(before === null ? {} : { before: String(before) }) };
    const messages = markedMessages.parse(await get(Routes.channelMessages(channelId), query));
    const found = messages.find((message) => isMarked(message, wanted));
    if (found) return { kind: "posted", channelId, messageId: found.id };
    if (messages.length === 0 && page === 0) return await explainEmpty(get, channelId);
    const [first] = messages.map(({ id }) => BigInt(id)).toSorted((a, b) => (a < b ? -1 : 1));
    if (first === undefined || first <= snowflakeAt(wanted.since()) || messages.length < pageSize)
      return { kind: "absent" };
    before = first;
  }
  throw new Error(`the channel has more than ${maxPages * pageSize} new messages`);
}

/**
 * Discord shows an empty history to a bot that may not read it. It also refuses such a bot any single message, existing
 * or not, so a message that cannot exist (with the channel's own id) distinguishes the two.
 */
async function explainEmpty(get: Get, channelId: string): Promise<Finding> {
  const { kind } = await readMessage(get, channelId, channelId);
  return { kind: kind === "forbidden" ? "unreadable" : "absent" };
}

async function readMessage(get: Get, channelId: string, messageId: string) {
  try {
    const message = markedMessage.parse(await get(Routes.channelMessage(channelId, messageId)));
    return { kind: "message", message } as const;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === RESTJSONErrorCodes.UnknownMessage) return { kind: "none" } as const;
    if (failure.status === 403) return { kind: "forbidden" } as const;
    throw error;
  }
}

/**
 * A post is a thread, and its first message has the thread's id. Archived ones are read too: a moderator can archive a
 * post at any time.
 */
async function findPost(get: Get, { guildId, channelId }: Target, wanted: Wanted): Promise<Finding> {
  const active = threads.parse(await get(Routes.guildActiveThreads(guildId))).threads;
  const found = await findAmong(
    get,
    active.filter(({ parent_id }) => parent_id === channelId),
    wanted,
  );
  if (found !== null) return found;
  let before: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const query = { limit: String(pageSize), ...(before === null ? {} : { before }) };
    const archived = threads.parse(await get(Routes.channelThreads(channelId, "public"), query));
    const found = await findAmong(get, archived.threads, wanted);
    if (found !== null) return found;
    before = archivedBefore(archived, wanted);
    if (before === null) return { kind: "absent" };
  }
  throw new Error(`the forum has more than ${maxPages * pageSize} posts that were archived lately`);
}

/** From when the next page of archived posts goes back; null where they were archived before the post can have been made. */
function archivedBefore({ threads, has_more }: ThreadsPage, { since }: Wanted): string | null {
  const times = threads.flatMap(({ thread_metadata }) => thread_metadata?.archive_timestamp ?? []);
  const [first] = times.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return !has_more || first === undefined || Date.parse(first) < since() ? null : first;
}

async function findAmong(get: Get, posts: ThreadsPage["threads"], wanted: Wanted): Promise<Finding | null> {
  for (const { id, owner_id: owner } of posts) {
    if (owner !== wanted.botId || BigInt(id) < snowflakeAt(wanted.since())) continue;
    const first = await readMessage(get, id, id);
    if (first.kind === "forbidden") return { kind: "unreadable" };
    if (first.kind === "message" && isMarked(first.message, wanted)) {
      return { kind: "posted", channelId: id, messageId: id };
    }
  }
  return null;
}

/** The lowest id that Discord can give at an instant. */
function snowflakeAt(instant: number): bigint {
  const timestamp = Math.max(Math.floor(instant), Number(SnowflakeUtil.epoch));
  return SnowflakeUtil.generate({ timestamp, increment: 0n, workerId: 0n, processId: 0n });
}

/** Whether the message is the bot's, and one of its custom_ids contains the marker as a part (`told:PAGE:MARKER`). */
function isMarked(
  { author, components }: z.output<typeof markedMessage>,
  { botId, marker }: Wanted,
): boolean {
  const hasMarker = ({ custom_id, components = [] }: Component): boolean =>
    custom_id?.split(":").includes(marker) === true || components.some(hasMarker);
  return author.id === botId && components.some(hasMarker);
}
