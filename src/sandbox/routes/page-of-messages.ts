import type { APIMessage } from "discord-api-types/v10";
import { z } from "zod";
import { compareIds } from "../snowflakes.js";
import { parseBody } from "../validation/parse-body.js";

const querySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  around: z.string().regex(/^\d+$/).optional(),
  before: z.string().regex(/^\d+$/).optional(),
  after: z.string().regex(/^\d+$/).optional(),
});

/**
 * The page of a channel's messages that a query selects, newest first.
 *
 * @param messages Oldest first.
 * @see https://docs.discord.com/developers/resources/message#get-channel-messages
 */
export function pageOfMessages(messages: readonly APIMessage[], query: URLSearchParams): APIMessage[] {
  const { limit, around, before, after } = parseBody(querySchema, Object.fromEntries(query));
  const older = (id: string) => messages.filter((message) => compareIds(message.id, id) < 0);
  const newer = (id: string) => messages.filter((message) => compareIds(message.id, id) > 0);
  const chosen = () => {
    if (around !== undefined) {
      const half = Math.floor(limit / 2);
      const itself = messages.filter((message) => message.id === around);
      return [
        ...older(around).slice(Math.max(0, older(around).length - half)),
        ...itself,
        ...newer(around).slice(0, half),
      ];
    }
    if (before !== undefined) return older(before).slice(-limit);
    if (after !== undefined) return newer(after).slice(0, limit);
    return messages.slice(-limit);
  };
  return chosen().reverse();
}
