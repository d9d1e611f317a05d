import { type Logger, pino } from "pino";
import { z } from "zod";

const codes = z.object({ code: z.union([z.string(), z.number()]).optional(), status: z.number().optional() });

/** Lines that cannot be written are kept up to this many bytes, then dropped. */
const maxUnwritten = 1024 * 1024;

/**
 * The operator's log, on standard error: text on a terminal, JSON elsewhere. Of an error only message, code, status and
 * stack are written: discord.js attaches requests to its errors, and a request's URL or body can hold a token. Where the
 * log cannot be written (a full disk, a reader that is gone) the bot goes on without it.
 *
 * @param destination a file descriptor
 */
export async function createLog(level: string, destination = 2): Promise<Logger> {
  const options = { level, base: null, serializers: { err: describeError } };
  const output = pino.destination({ dest: destination, sync: true, maxLength: maxUnwritten });
  // Without a listener, an error ends the process.
  output.on("error", () => {});
  if (destination !== 2 || !process.stderr.isTTY) return pino(options, output);
  const { default: pretty } = await import("pino-pretty");
  return pino(options, pretty({ destination: output, translateTime: "HH:MM:ss", ignore: "pid,hostname" }));
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { ...codes.safeParse(error).data, message: error.message, stack: error.stack };
}
