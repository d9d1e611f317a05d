import { type Logger, pino } from "pino";
import { z } from "zod";

const codes = z.object({ code: z.union([z.string(), z.number()]).optional(), status: z.number().optional() });

/** Lines that cannot be written are kept up to this many bytes, then dropped. */
const maxUnwritten = 1024 * 1024;

interface LogSettings {
  readonly level: string;
  /** Null: text on a terminal, JSON elsewhere. */
  readonly format?: "text" | "json" | null;
  /** Which of the bot's shards this process has, in each line; null where it has all of them. */
  readonly shard?: string | null;
}

/**
 * The operator's log, on standard error: text with readable times, or JSON, one line an event. Of an error only message,
 * code, status and stack are written: discord.js attaches requests to its errors, and a request's URL or body can hold a
 * token. Where the log cannot be written (a full disk, a reader that is gone) the bot goes on without it.
 *
 * @param destination a file descriptor
 */
export async function createLog(
  { level, format, shard = null }: LogSettings,
  destination = 2,
): Promise<Logger> {
  const options = { level, base: shard === null ? null : { shard }, serializers: { err: describeError } };
  const output = pino.destination({ dest: destination, sync: true, maxLength: maxUnwritten });
  // Without a listener, an error ends the process.
  output.on("error", () => {});
  const isTerminal = destination === 2 && process.stderr.isTTY;
  if ((format ?? (isTerminal ? "text" : "json")) === "json") return pino(options, output);
  if (!isTerminal) return pino(options, { write: (line) => void output.write(toText(line)) });
  const { default: pretty } = await import("pino-pretty");
  return pino(options, pretty({ destination: output, translateTime: "HH:MM:ss", ignore: "pid,hostname" }));
}

const event = z.looseObject({ time: z.number(), level: z.number(), msg: z.string().default("") });

/** A line of JSON as one of text: in a file the day matters, and an error's stack is still one line. */
function toText(line: string): string {
  const { time, level, msg, ...fields } = event.parse(JSON.parse(line));
  const about = Object.keys(fields).length === 0 ? "" : ` ${JSON.stringify(fields)}`;
  const label = (pino.levels.labels[level] ?? String(level)).toUpperCase().padEnd(5);
  return `${new Date(time).toISOString()} ${label} ${msg.replaceAll("\n", " ")}${about}\n`;
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { ...codes.safeParse(error).data, message: error.message, stack: error.stack };
}
