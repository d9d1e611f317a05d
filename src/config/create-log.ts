import { type Logger, pino } from "pino";
import { z } from "zod";

const codes = z.object({ code: z.union([z.string(), z.number()]).optional(), status: z.number().optional() });

/**
 * The operator's log, on standard error: text on a terminal, JSON elsewhere. Of an error only message, code, status and
 * stack are written: discord.js attaches requests to its errors, and a request's URL or body can hold a token.
 */
export async function createLog(level: string): Promise<Logger> {
  const options = { level, base: null, serializers: { err: describeError } };
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import("pino-pretty");
  return pino(
    options,
    pretty({ destination: 2, sync: true, translateTime: "HH:MM:ss", ignore: "pid,hostname" }),
  );
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { ...codes.safeParse(error).data, message: error.message, stack: error.stack };
}
