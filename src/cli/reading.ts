import type { Catalogue } from "../catalogue/paper.js";
import { readVenues } from "../config/data.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { createReader, isUnreadable, type Reader, type Unreadable } from "../reading/reader.js";

/** Does some work with a reader, and ends the reader. */
export async function withReader<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
  const reader = createReader(readVenues());
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

/** @throws {UsageError} if the lists could not be read within the limits */
export function readable<Outcome>(outcome: Outcome | Unreadable): Outcome {
  if (isUnreadable(outcome)) throw new UsageError(`${outcome.reason}.`);
  return outcome;
}

/** The papers of a file. @throws {UsageError} if it cannot be read */
export async function parseFile(reader: Reader, path: string): Promise<Catalogue> {
  const { papers, problems } = readable(await reader.parse([{ path, markdown: await readTextFile(path) }]));
  return { papers, problems };
}
