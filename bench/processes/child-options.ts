import { z } from "zod";

/** What the process of a bot is given. */
export const childOptions = z.object({
  settings: z.record(z.string(), z.string()),
  api: z.string(),
  token: z.string(),
  logFile: z.string(),
  /** Whether leases and the like are shorter than in earnest, so that a round takes seconds. */
  isQuick: z.boolean(),
});
export type ChildOptions = z.output<typeof childOptions>;
