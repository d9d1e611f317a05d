import { z } from "zod";
import type { Failure } from "./messenger.js";

/**
 * The errors of discord.js, by what they hold: DiscordAPIError (`status`, `code`), HTTPError (`status`), RateLimitError
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
 * What went wrong with a request, as data.
 *
 * @param error whatever was thrown by discord.js' REST client.
 * @throws the error itself where it is no object: nothing that a request throws.
 */
export function failureOf(error: unknown): Failure {
  const read = shape.safeParse(error);
  if (!read.success) throw error;
  const { name, message, status, retryAfter, global } = read.data;
  // fetch() hides the network's own code in its cause; DOMExceptions such as AbortError have a code of no meaning.
  const code = withCause.safeParse(error).data?.cause.code ?? (isAbort(name) ? name : read.data.code);
  return {
    kind: "failed",
    status: retryAfter === null ? status : 429,
    code,
    retryAfter,
    global,
    message,
  };
}

function isAbort(name: string): boolean {
  return name === "AbortError" || name === "TimeoutError";
}
