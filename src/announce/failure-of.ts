import { z } from "zod";
import type { Failure } from "./messenger.js";

/**
 * The errors of discord.js, by their fields: DiscordAPIError (`status`, `code`), HTTPError (`status`), RateLimitError
 * (`retryAfter`, `global`), and those of the network and of aborted requests (`code`, `name`).
 */
const shape = z.object({
  name: z.string().catch("Error"),
  message: z.string().catch(""),
  status: z.number().nullable().catch(null),
  code: z.union([z.number(), z.string()]).nullable().catch(null),
  retryAfter: z.number().nullable().catch(null),
  global: z.boolean().catch(false),
});
const withCause = z.object({ cause: z.object({ code: z.string() }) });

/**
 * The failure of a request, as data.
 *
 * @param error what discord.js' REST client has thrown.
 * @throws the error itself if it is not an object: no request throws that.
 */
export function failureOf(error: unknown): Failure {
  const read = shape.safeParse(error);
  if (!read.success) throw error;
  const { name, message, status, retryAfter, global } = read.data;
  const isAbort = name === "AbortError" || name === "TimeoutError";
  // fetch() puts the network's code into the cause; the numeric code of a DOMException such as AbortError says nothing.
  const code = withCause.safeParse(error).data?.cause.code ?? (isAbort ? name : read.data.code);
  return { kind: "failed", status: retryAfter === null ? status : 429, code, retryAfter, global, message };
}
