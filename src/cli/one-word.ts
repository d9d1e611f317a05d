import { UsageError } from "../config/usage-error.js";
import type { Arguments, Verb } from "./command.js";

/** The one word behind a verb that is about one file or folder. */
export function oneWord({ words }: Arguments, { name, usage }: Verb): string {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) throw new UsageError(`Usage: paperboy ${name} ${usage}`);
  return word;
}
