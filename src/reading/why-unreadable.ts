import type { ReadingLimits } from "./reader.js";

/**
 * What an error of the thread says about the list, to follow its name; null where the error is not about the list.
 * Whatever a task throws is about the list: it must not stop the ones after it.
 */
export function whyUnreadable(error: unknown, { seconds, megabytes }: ReadingLimits): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "AbortError") return `could not be read within ${seconds} seconds`;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return `needs more than ${megabytes} MB of memory to be read`;
  if (code.endsWith("MODULE_NOT_FOUND") || error.message === "Terminating worker thread") return null;
  return `could not be read (${error.message.split("\n")[0]})`;
}
