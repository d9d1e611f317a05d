import { UsageError } from "../config/usage-error.js";
import type { Arguments, Command } from "./command.js";

/** The one word behind a verb that is about one file or folder. */
export function oneWord({ positionals }: Arguments, { name, usage }: Command): string {
  const [word, ...others] = positionals;
  if (word === undefined || others.length > 0) throw new UsageError(`Usage: paperboy ${name} ${usage}`);
  return word;
}
