import { z } from "zod";

/** What the process of a bot is given. */
export const childOptions = z.object({
  settings: z.record(z.string(), z.string()),
  api: z.string(),
  token: z.string(),
  logFile: z.string(),
});
export type ChildOptions = z.output<typeof childOptions>;
