import { type REST, RESTJSONErrorCodes, Routes, SnowflakeUtil } from "discord.js";
import { z } from "zod";
import { failureOf } from "./failure-of.js";
import type { Finding, Target } from "./messenger.js";

const pageSize = 100;
const maxPages = 100;
/** Milliseconds. Discord archives a post after an hour at the earliest; a moderator can do so at any time. */
const minArchiveTime = 3_600_000;

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
  components: z.array(component).default([]),
});
const markedMessages = z.array(markedMessage);
const threads = z.object({
  threads: z.array(
    z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() }),
  ),
});

type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

/** The bot's own message with this marker. */
interface Wanted {
  readonly botId: string;
  readonly marker: string;
  /** When it can have been posted at the earliest, in milliseconds by Discord's clock. */
  readonly since: number;
}

/** Finds a message by its marker: in a channel's history, or among a forum's posts. */
export async function findMessage(
  rest: Pick<REST, "get">,
  signal: AbortSignal,
  target: Target,
  wanted: Wanted,
): Promise<Finding> {
  const get: Get = (route, query = {}) => rest.get(route, { query: new URLSearchParams(query), signal });
  try {
    const find = target.channelKind === "forum" ? findPost : findInHistory;
    return await find(get, target, wanted);
  } catch (error) {
    return failureOf(error);
  }
}

async function findInHistory(get: Get, { channelId }: Target, wanted: Wanted): Promise<Finding> {
  let after = snowflakeAt(wanted.since);
  for (let page = 0; page < maxPages; page++) {
    const query = { after: String(after), limit: String(pageSize) };
    const messages = markedMessages.parse(await get(Routes.channelMessages(channelId), query));
    const found = messages.find((message) => isMarked(message, wanted));
    if (found) return { kind: "posted", channelId, messageId: found.id };
    if (messages.length === 0 && page === 0) return await explainEmpty(get, channelId);
    if (messages.length < pageSize) return { kind: "absent" };
    // Pages go from old to new, but each page lists its newest message first.
    after = BigInt(messages[0]?.id ?? after);
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

/** A post is a thread, and its first message has the thread's id. */
async function findPost(get: Get, { guildId, channelId }: Target, wanted: Wanted): Promise<Finding> {
  const active = threads.parse(await get(Routes.guildActiveThreads(guildId))).threads;
  const archived =
    Date.now() - wanted.since < minArchiveTime
      ? []
      : threads.parse(await get(Routes.channelThreads(channelId, "public"), { limit: "100" })).threads;
  const posts = [...active.filter(({ parent_id }) => parent_id === channelId), ...archived];
  for (const { id, owner_id: owner } of posts) {
    if (owner !== wanted.botId || BigInt(id) < snowflakeAt(wanted.since)) continue;
    const first = await readMessage(get, id, id);
    if (first.kind === "forbidden") return { kind: "unreadable" };
    if (first.kind === "message" && isMarked(first.message, wanted)) {
      return { kind: "posted", channelId: id, messageId: id };
    }
  }
  return { kind: "absent" };
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
