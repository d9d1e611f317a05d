import { UsageError } from "../usage-error.js";
import type { Arguments, Verb } from "./verb.js";

/** The one list that a verb is about. */
export function oneList({ words }: Arguments, { name, usage }: Verb): string {
  const [list, ...others] = words;
  if (list === undefined || others.length > 0) throw new UsageError(`Usage: paperboy ${name} ${usage}`);
  return list;
}
