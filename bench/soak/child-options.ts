import { z } from "zod";

/** What the process of the bot is given. */
export const childOptions = z.object({
  databaseFile: z.string(),
  configFile: z.string(),
  logFile: z.string(),
  api: z.string(),
  token: z.string(),
});
export type ChildOptions = z.output<typeof childOptions>;

/** What the process of the bot reports. Bytes and milliseconds. */
export const childReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** Of the gateway, as the bot logs it. */
  z.object({ kind: z.literal("connection"), open: z.boolean() }),
  z.object({
    kind: z.literal("load"),
    rss: z.number(),
    /** The heap after a garbage collection; null where there was none. */
    liveHeap: z.number().nullable(),
    /** The delay of the event loop since the last report. */
    delay: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  }),
]);
export type ChildReport = z.output<typeof childReport>;
